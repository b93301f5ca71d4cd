/** A field of text on one line. */
import { Field } from "./Field.tsx";
import type { ComponentChildren } from "preact";

/** What it holds and what is wrong with it. */
export interface TextFieldProps {
  label: string;
  value: string;
  onInput: (value: string) => void;
  onBlur?: () => void;
  isOptional?: boolean;
  isMono?: boolean;
  placeholder?: string;
  note?: ComponentChildren;
  fault?: string | undefined;
  /** The most characters; shows a counter. */
  max?: number;
  kind?: "text" | "url" | "decimal";
}

/** The field. More than `max` can be typed, and is told: what is pasted is never cut. */
export function TextField({
  value,
  onInput,
  onBlur,
  isMono = false,
  placeholder,
  max,
  kind,
  ...around
}: TextFieldProps) {
  return (
    <Field {...around} {...(max !== undefined && { counter: [value.length, max] as const })}>
      {(ties) => (
        <input
          {...ties}
          class={`input${isMono ? " mono" : ""}`}
          type="text"
          inputmode={kind ?? "text"}
          autocomplete="off"
          spellcheck={false}
          placeholder={placeholder}
          value={value}
          onInput={(event) => onInput(event.currentTarget.value)}
          onBlur={onBlur}
        />
      )}
    </Field>
  );
}
