/** A new password: how long it must be, told as it is typed, and a way to see it. */
import { useState } from "preact/hooks";
import { PASSWORD_LENGTH_MIN, passwordFault } from "../../server/rules/fields.ts";
import { Field } from "../form/Field.tsx";
import { Icon } from "../kit/Icon.tsx";
import { words } from "../words/words.ts";

/** What was typed, and what is wrong with it. */
export interface PasswordFieldProps {
  name?: string;
  label: string;
  value: string;
  fault: string | undefined;
  onInput: (value: string) => void;
}

/** The field. */
export function PasswordField({ name, label, value, fault, onInput }: PasswordFieldProps) {
  const [isShown, setShown] = useState(false);
  return (
    <Field label={label} fault={fault} note={fault === undefined && <Rule value={value} />}>
      {(ties) => (
        <span class="with-button">
          <input
            {...ties}
            name={name}
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
            aria-label={words.door.newPassword.show}
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
  const { rule, missing, isLong } = words.door.newPassword;
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
