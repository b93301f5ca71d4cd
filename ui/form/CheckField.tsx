/** A field that is yes or no. */

/** Its words, and what is chosen. */
export interface CheckFieldProps {
  label: string;
  note: string;
  isOn: boolean;
  onChange: (isOn: boolean) => void;
}

/** The box, with what it causes below its name. */
export function CheckField({ label, note, isOn, onChange }: CheckFieldProps) {
  return (
    <label class="choice">
      <input type="checkbox" checked={isOn} onChange={(event) => onChange(event.currentTarget.checked)} />
      <span>
        {label}
        <span class="second small">{note}</span>
      </span>
    </label>
  );
}
