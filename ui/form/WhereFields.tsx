/** Where a webhook is: its name, its URL, what it is for. */
import { DESCRIPTION_LENGTH_MAX } from "../../server/rules/fields.ts";
import { words } from "../words/words.ts";
import { Field } from "./Field.tsx";
import { TextField } from "./TextField.tsx";
import { UrlNote } from "./UrlNote.tsx";
import type { PartProps } from "./draft.ts";

/** The fields. */
export function WhereFields({ draft, faults, limits, change, leave }: PartProps) {
  const { name, url, description, active } = words.form;
  return (
    <>
      <TextField
        label={name.label}
        isOptional
        placeholder={name.placeholder}
        value={draft.name}
        max={limits.nameLengthMax}
        fault={faults.name}
        onInput={(name) => change({ name })}
        onBlur={() => leave("name")}
      />
      <TextField
        label={url.label}
        isMono
        kind="url"
        placeholder={url.placeholder}
        value={draft.url}
        max={limits.urlLengthMax}
        fault={faults.url}
        note={<UrlNote url={draft.url} lengthMax={limits.urlLengthMax} />}
        onInput={(url) => change({ url })}
        onBlur={() => leave("url")}
      />
      <Field
        label={description.label}
        isOptional
        fault={faults.description}
        counter={[draft.description.length, DESCRIPTION_LENGTH_MAX]}
      >
        {(ties) => (
          <textarea
            {...ties}
            class="area"
            rows={2}
            placeholder={description.placeholder}
            value={draft.description}
            onInput={(event) => change({ description: event.currentTarget.value })}
            onBlur={() => leave("description")}
          />
        )}
      </Field>
      <label class="check">
        <input
          type="checkbox"
          checked={draft.isActive}
          onChange={(event) => change({ isActive: event.currentTarget.checked })}
        />
        <span>
          {active.label} <span class="second small">{active.note}</span>
        </span>
      </label>
    </>
  );
}
