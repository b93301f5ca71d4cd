/** The fields of a recovery: since when, failed or skipped, and of which types. */
import { Field } from "../form/Field.tsx";
import { useKnownTypes } from "../form/known-types.ts";
import { TypePicker } from "../form/TypePicker.tsx";
import { Segments } from "../kit/Segments.tsx";
import { Select } from "../kit/Select.tsx";
import { setUp } from "../words/set-up.ts";
import type { Draft } from "./draft.ts";

const STATES = ["both", "failed", "skipped"] as const;

/** The fields; `onChange` hears what of the draft becomes another. */
export function RecoverFields({ draft, onChange }: { draft: Draft; onChange: (part: Partial<Draft>) => void }) {
  const { since, spans, exact, states, stateNames } = setUp.recovering;
  return (
    <>
      <Field label={since}>
        {() => (
          <Select
            label={since}
            value={draft.since}
            options={Object.entries(spans)}
            onChange={(value) => onChange({ since: value as Draft["since"] })}
          />
        )}
      </Field>
      {draft.since === "exact" && (
        <Field label={exact}>
          {(ties) => (
            <input
              {...ties}
              class="input"
              type="datetime-local"
              value={draft.exact}
              onChange={(event) => onChange({ exact: event.currentTarget.value })}
            />
          )}
        </Field>
      )}
      <Field label={states}>
        {() => (
          <Segments
            label={states}
            segments={STATES.map((value) => ({ value, label: stateNames[value] }))}
            value={draft.states}
            onChange={(value) => onChange({ states: value })}
          />
        )}
      </Field>
      <TypePicker
        by="types"
        isForAll={draft.isOfAllTypes}
        chosen={draft.types}
        known={useKnownTypes()}
        onChange={(isOfAllTypes, types) => onChange({ isOfAllTypes, types })}
      />
    </>
  );
}
