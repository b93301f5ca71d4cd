/** What goes along with a webhook's requests, and how fast they go. */
import { words } from "../words/words.ts";
import { HeadersField } from "./HeadersField.tsx";
import { TextField } from "./TextField.tsx";
import type { PartProps } from "./draft.ts";

/** The fields. */
export function HowFields({ draft, faults, change, leave, isNew }: PartProps & { isNew: boolean }) {
  const { rate, inFlight, secret } = words.form;
  return (
    <>
      <HeadersField value={draft.headers} fault={faults.headers} onChange={(headers) => change({ headers })} />
      <div class="form-pair">
        <TextField
          label={rate.label}
          kind="decimal"
          placeholder={rate.placeholder}
          value={draft.rateLimit}
          fault={faults.rateLimit}
          onInput={(rateLimit) => change({ rateLimit })}
          onBlur={() => leave("rateLimit")}
        />
        <TextField
          label={inFlight.label}
          kind="decimal"
          value={draft.maxInFlight}
          fault={faults.maxInFlight}
          onInput={(maxInFlight) => change({ maxInFlight })}
          onBlur={() => leave("maxInFlight")}
        />
      </div>
      {isNew && (
        <TextField
          label={secret.label}
          isOptional
          isMono
          placeholder={secret.placeholder}
          note={secret.note}
          value={draft.secret}
          fault={faults.secret}
          onInput={(secret) => change({ secret })}
          onBlur={() => leave("secret")}
        />
      )}
    </>
  );
}
