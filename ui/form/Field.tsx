/** A field of a form: its label, which stays; what is wrong with it; how much of it is used up. */
import type { ComponentChildren } from "preact";
import { useId } from "preact/hooks";
import { words } from "../words/words.ts";

/** What ties an input to its label and its fault. */
export interface FieldTies {
  id: string;
  "aria-invalid": boolean;
  "aria-describedby": string | undefined;
}

/** What stands around the input. */
export interface FieldProps {
  label: string;
  isOptional?: boolean;
  note?: ComponentChildren;
  fault?: string | undefined;
  /** Characters used, of how many. */
  counter?: readonly [count: number, max: number];
  children: (ties: FieldTies) => ComponentChildren;
}

/** The field. Its fault is said aloud as it comes. */
export function Field({ label, isOptional = false, note, fault, counter, children }: FieldProps) {
  const id = useId();
  const [count, max] = counter ?? [0, 0];
  const describedBy = [fault && `${id}-fault`, note && `${id}-note`].filter(Boolean).join(" ");
  return (
    <div class="field">
      <div class="label-line">
        <label for={id}>
          {label} {isOptional && <span class="optional">{words.form.optional}</span>}
        </label>
        {counter && <span class={`counter${count > max ? " over" : ""}`}>{words.form.counter(count, max)}</span>}
      </div>
      {children({ id, "aria-invalid": fault !== undefined, "aria-describedby": describedBy || undefined })}
      {fault && (
        <p class="fault" id={`${id}-fault`} role="alert">
          {fault}
        </p>
      )}
      {note && (
        <div class="note" id={`${id}-note`}>
          {note}
        </div>
      )}
    </div>
  );
}
