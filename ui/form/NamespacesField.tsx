/** The namespaces that a webhook asks for: typed one by one. */
import { useState } from "preact/hooks";
import { namespaceFault } from "../../server/rules/fields.ts";
import { words } from "../words/words.ts";
import { Chips } from "./Chips.tsx";
import { TextField } from "./TextField.tsx";

/** What is chosen. */
export interface NamespacesFieldProps {
  value: readonly string[];
  onChange: (value: readonly string[]) => void;
  fault?: string | undefined;
}

/** The field; Enter, a comma, or going on adds what is typed. */
export function NamespacesField({ value, onChange, fault }: NamespacesFieldProps) {
  const { label, placeholder, note, remove } = words.form.namespaces;
  const [text, setText] = useState("");
  const typed = text.trim();
  const typedFault = typed === "" ? null : namespaceFault(typed);
  const add = () => {
    if (typed === "" || typedFault !== null) return;
    if (!value.includes(typed)) onChange([...value, typed]);
    setText("");
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
        label={label}
        isOptional
        isMono
        value={text}
        placeholder={placeholder}
        note={note}
        fault={fault ?? (typedFault === null ? undefined : words.form.cure(typedFault))}
        onInput={setText}
        onBlur={add}
      />
      {value.length > 0 && (
        <Chips texts={value} removeName={remove} onRemove={(gone) => onChange(value.filter((one) => one !== gone))} />
      )}
    </div>
  );
}
