/** Headers of the customer's own: names are shown, stored values never. */
import { Button } from "../kit/Button.tsx";
import { IconButton } from "../kit/IconButton.tsx";
import { words } from "../words/words.ts";
import type { DraftHeader } from "./draft.ts";

/** What is filled in. */
export interface HeadersFieldProps {
  value: readonly DraftHeader[];
  onChange: (value: readonly DraftHeader[]) => void;
  fault?: string | undefined;
}

/** The lines, and a button for one more. */
export function HeadersField({ value, onChange, fault }: HeadersFieldProps) {
  const { headers, optional } = words.form;
  const change = (at: number, part: Partial<DraftHeader>) =>
    onChange(value.map((header, index) => (index === at ? { ...header, ...part } : header)));
  return (
    <div class="field" role="group" aria-label={headers.label}>
      <span class="label">
        {headers.label} <span class="optional">{optional}</span>
      </span>
      {value.length > 0 && (
        <div class="header-line header-heads second small" aria-hidden="true">
          <span>{headers.name}</span>
          <span>{headers.value}</span>
        </div>
      )}
      {value.map(({ name, value: text, isStored }, at) => (
        <div class="header-line" key={at}>
          <input
            class="input mono"
            aria-label={headers.name}
            placeholder="x-team"
            value={name}
            readOnly={isStored}
            aria-invalid={fault !== undefined && name === ""}
            autocomplete="off"
            spellcheck={false}
            onInput={(event) => change(at, { name: event.currentTarget.value })}
          />
          <input
            class="input mono"
            aria-label={`${headers.value}: ${name}`}
            placeholder={isStored ? "••••" : ""}
            value={text}
            autocomplete="off"
            spellcheck={false}
            onInput={(event) => change(at, { value: event.currentTarget.value })}
          />
          <IconButton
            icon="close"
            label={headers.remove}
            onClick={() => onChange(value.filter((_, index) => index !== at))}
          />
        </div>
      ))}
      {fault && (
        <p class="fault" role="alert">
          {fault}
        </p>
      )}
      <div>
        <Button size="small" icon="plus" onClick={() => onChange([...value, { name: "", value: "", isStored: false }])}>
          {headers.add}
        </Button>
      </div>
      <div class="note">{headers.note}</div>
    </div>
  );
}
