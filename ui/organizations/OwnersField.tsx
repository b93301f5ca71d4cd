/** Who gets the mails of an organization: addresses, typed one by one. */
import { useState } from "preact/hooks";
import { Chips } from "../form/Chips.tsx";
import { TextField } from "../form/TextField.tsx";
import { setUp } from "../words/set-up.ts";

/** What is chosen, and what is being typed, each with what is wrong with it. */
export interface OwnersFieldProps {
  value: readonly string[];
  text: string;
  fault: string | undefined;
  /** Told once the field was left. */
  textFault: string | undefined;
  onChange: (part: { ownerEmails?: readonly string[]; typedOwner?: string }) => void;
}

/** The field; Enter, a comma, or going on adds what is typed. */
export function OwnersField({ value, text, fault, textFault, onChange }: OwnersFieldProps) {
  const { ownerEmails, ownerPlaceholder, ownerNote, removeOwner } = setUp.organizations.form;
  const [isLeft, setLeft] = useState(false);
  const typed = text.trim();
  const add = () => {
    setLeft(true);
    if (typed === "" || textFault !== undefined) return;
    onChange({ ownerEmails: [...value, typed], typedOwner: "" });
    setLeft(false);
  };
  return (
    // oxlint-disable-next-line jsx-a11y/no-static-element-interactions -- the field inside has the focus
    <div
      class="field"
      onKeyDown={(event) => {
        if (typed === "" || (event.key !== "Enter" && event.key !== ",")) return;
        event.preventDefault();
        add();
      }}
    >
      <TextField
        label={ownerEmails}
        isOptional
        value={text}
        placeholder={ownerPlaceholder}
        note={ownerNote}
        fault={fault ?? (isLeft ? textFault : undefined)}
        onInput={(typedOwner) => onChange({ typedOwner })}
        onBlur={add}
      />
      {value.length > 0 && (
        <Chips
          texts={value}
          removeName={removeOwner}
          onRemove={(gone) => onChange({ ownerEmails: value.filter((one) => one !== gone) })}
        />
      )}
    </div>
  );
}
