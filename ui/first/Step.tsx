/** A step of the checklist. */
import type { ComponentChildren } from "preact";
import { Icon } from "../kit/Icon.tsx";
import { Prose } from "../kit/Prose.tsx";
import { own } from "../words/people.ts";

/** What is to be done, whether it is, and the button that does it. */
export interface StepProps {
  title: string;
  note: string;
  isDone: boolean;
  beside?: ComponentChildren;
  children?: ComponentChildren;
}

/** The step. */
export function Step({ title, note, isDone, beside, children }: StepProps) {
  return (
    <li class={isDone ? "done" : undefined}>
      {isDone && (
        <span class="step-mark">
          <Icon name="check" />
        </span>
      )}
      <h2>
        {title}
        {isDone && <span class="unseen"> ({own.first.done})</span>}
      </h2>
      <span class="beside">{beside}</span>
      <p>
        <Prose text={note} />
      </p>
      {children}
    </li>
  );
}
