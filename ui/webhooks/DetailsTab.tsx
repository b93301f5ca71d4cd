/** Changing a webhook. */
import { useState } from "preact/hooks";
import { changeEndpoint } from "../client.ts";
import { useDoing } from "../doing.ts";
import { type Draft, draftOf, patchOf } from "../form/draft.ts";
import { WebhookForm } from "../form/WebhookForm.tsx";
import type { Endpoint } from "../shapes.ts";
import { words } from "../words/words.ts";

/** The form, filled in as the webhook was when the tab opened: what moves meanwhile does not take away what is typed. */
export function DetailsTab({ endpoint }: { endpoint: Endpoint }) {
  const { isBusy, problem, run } = useDoing(true);
  const [initial, setInitial] = useState(() => draftOf(endpoint));
  const [round, setRound] = useState(0);
  const save = (draft: Draft) =>
    run(async () => {
      setInitial(draftOf(await changeEndpoint(endpoint.id, patchOf(draft, initial))));
      setRound(round + 1);
    }, words.form.saved);
  return (
    <WebhookForm
      key={round}
      initial={initial}
      isNew={false}
      isBusy={isBusy}
      problem={problem}
      onSave={save}
      onCancel={() => setRound(round + 1)}
    />
  );
}
