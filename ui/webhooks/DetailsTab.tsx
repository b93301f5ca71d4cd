/** Changing a webhook. */
import { useMemo, useState } from "preact/hooks";
import { changeEndpoint } from "../client.ts";
import { useDoing } from "../doing.ts";
import { type Draft, draftOf, patchOf } from "../form/draft.ts";
import { WebhookForm } from "../form/WebhookForm.tsx";
import type { Endpoint } from "../shapes.ts";
import { words } from "../words/words.ts";

/** The form: what moves meanwhile moves in it too, but takes away nothing that is typed. */
export function DetailsTab({ endpoint }: { endpoint: Endpoint }) {
  const { isBusy, problem, run } = useDoing(true);
  const [known, setKnown] = useState(endpoint);
  if (endpoint.updatedAt > known.updatedAt) setKnown(endpoint);
  const initial = useMemo(() => draftOf(known), [known]);
  const save = (draft: Draft) =>
    run(async () => setKnown(await changeEndpoint(endpoint.id, patchOf(draft, initial))), words.form.saved);
  return <WebhookForm initial={initial} isNew={false} isBusy={isBusy} problem={problem} onSave={save} />;
}
