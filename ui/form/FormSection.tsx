/** A part of a form: what it is about at the left, its fields at the right. */
import type { ComponentChildren } from "preact";

/** Its words and its fields. */
export interface FormSectionProps {
  title: string;
  note: string;
  children: ComponentChildren;
}

/** The part. */
export function FormSection({ title, note, children }: FormSectionProps) {
  return (
    <section class="form-section">
      <div>
        <h2>{title}</h2>
        <p class="second small">{note}</p>
      </div>
      <div class="form-fields">{children}</div>
    </section>
  );
}
