/** The namespaces that a webhook asks for: typed one by one. */
import { words } from "../words/words.ts";
import { Chips } from "./Chips.tsx";
import { TextField } from "./TextField.tsx";

/** What is chosen, and what is being typed, each with what is wrong with it. */
export interface NamespacesFieldProps {
  value: readonly string[];
  text: string;
  fault: string | undefined;
  textFault: string | undefined;
  onChange: (part: { namespaces?: readonly string[]; typedNamespace?: string }) => void;
}

/** The field; Enter, a comma, or going on adds what is typed. */
export function NamespacesField({ value, text, fault, textFault, onChange }: NamespacesFieldProps) {
  const { label, placeholder, note, remove } = words.form.namespaces;
  const typed = text.trim();
  const add = () => {
    if (typed === "" || textFault !== undefined) return;
    onChange({ namespaces: value.includes(typed) ? value : [...value, typed], typedNamespace: "" });
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
        fault={fault ?? textFault}
        onInput={(typedNamespace) => onChange({ typedNamespace })}
        onBlur={add}
      />
      {value.length > 0 && (
        <Chips
          texts={value}
          removeName={remove}
          onRemove={(gone) => onChange({ namespaces: value.filter((one) => one !== gone) })}
        />
      )}
    </div>
  );
}
