/** One of several, as the browser's own list. */
import { Icon } from "./Icon.tsx";

/** What is chosen of what. */
export interface SelectProps {
  label: string;
  value: string;
  options: readonly (readonly [value: string, text: string])[];
  /** Whether a machine made the texts. */
  isMono?: boolean;
  onChange: (value: string) => void;
}

/** The list. */
export function Select({ label, value, options, isMono = false, onChange }: SelectProps) {
  return (
    <span class="select-frame">
      <select
        class={`select${isMono ? " mono" : ""}`}
        aria-label={label}
        value={value}
        onChange={(event) => onChange(event.currentTarget.value)}
      >
        {options.map(([value, text]) => (
          <option key={value} value={value}>
            {text}
          </option>
        ))}
      </select>
      <Icon name="below" />
    </span>
  );
}
