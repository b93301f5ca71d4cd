/** A new password: how long it must be, told as it is typed, and a way to see it. */
import { useState } from "preact/hooks";
import { PASSWORD_LENGTH_MIN, passwordFault } from "../../server/rules/fields.ts";
import { Field } from "../form/Field.tsx";
import { Icon } from "../kit/Icon.tsx";
import { words } from "../words/words.ts";

/** What was typed; `isTried` once it was sent or left. */
export interface PasswordFieldProps {
  label?: string;
  value: string;
  isTried: boolean;
  onInput: (value: string) => void;
}

/** The field. */
export function PasswordField({ label, value, isTried, onInput }: PasswordFieldProps) {
  const { password } = words.door;
  const [isShown, setShown] = useState(false);
  const fault = passwordFault(value);
  const told = isTried && fault !== null ? words.form.cure(fault) : undefined;
  return (
    <Field label={label ?? password.label} fault={told} note={told === undefined && <Rule value={value} />}>
      {(ties) => (
        <span class="with-button">
          <input
            {...ties}
            class="input"
            {...(isShown ? { type: "text" as const } : { type: "password" as const })}
            autocomplete="new-password"
            spellcheck={false}
            value={value}
            onInput={(event) => onInput(event.currentTarget.value)}
          />
          <button
            type="button"
            class="link small"
            aria-pressed={isShown}
            aria-label={password.show}
            onClick={() => setShown(!isShown)}
          >
            {isShown ? words.hide : words.show}
          </button>
        </span>
      )}
    </Field>
  );
}

function Rule({ value }: { value: string }) {
  const { rule, missing, isLong } = words.door.password;
  const missingCount = PASSWORD_LENGTH_MIN - value.length;
  if (passwordFault(value) === null) {
    return (
      <span class="rule-kept">
        <Icon name="check" />
        {isLong}
      </span>
    );
  }
  return <>{value === "" ? rule(PASSWORD_LENGTH_MIN) : missing(PASSWORD_LENGTH_MIN, missingCount)}</>;
}
