/** Who gets the mails of an organization: addresses, typed one by one. */
import { useState } from "preact/hooks";
import { mailAddressFault } from "../../server/rules/fields.ts";
import { Chips } from "../form/Chips.tsx";
import { TextField } from "../form/TextField.tsx";
import { setUp } from "../words/set-up.ts";
import { words } from "../words/words.ts";

/** What is chosen. */
export interface OwnersFieldProps {
  value: readonly string[];
  fault: string | undefined;
  onChange: (value: readonly string[]) => void;
}

/** The field; Enter, a comma, or going on adds what is typed. */
export function OwnersField({ value, fault, onChange }: OwnersFieldProps) {
  const { ownerEmails, ownerPlaceholder, ownerNote, removeOwner, twice } = setUp.organizations.form;
  const [text, setText] = useState("");
  const [isLeft, setLeft] = useState(false);
  const typed = text.trim();
  const typedFault = typed === "" ? null : (mailAddressFault(typed) ?? (value.includes(typed) ? twice : null));
  const add = () => {
    setLeft(true);
    if (typed === "" || typedFault !== null) return;
    onChange([...value, typed]);
    setText("");
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
        fault={fault ?? (isLeft && typedFault !== null ? words.form.cure(typedFault) : undefined)}
        onInput={setText}
        onBlur={add}
      />
      {value.length > 0 && (
        <Chips
          texts={value}
          removeName={removeOwner}
          onRemove={(gone) => onChange(value.filter((one) => one !== gone))}
        />
      )}
    </div>
  );
}
