/** Where a list would be: why there is nothing, and what to do first. */
import type { ComponentChildren } from "preact";
import { Icon, type IconName } from "./Icon.tsx";
import { Prose } from "./Prose.tsx";

/** What it says. */
export interface EmptyProps {
  icon: IconName;
  title: string;
  text: string;
  children?: ComponentChildren;
}

/** The words, with what can be done below them. */
export function Empty({ icon, title, text, children }: EmptyProps) {
  return (
    <div class="empty">
      <Icon name={icon} />
      <h2>{title}</h2>
      <p>
        <Prose text={text} />
      </p>
      {children && <div class="row">{children}</div>}
    </div>
  );
}
