/** Adding a webhook. */
import { useState } from "preact/hooks";
import { useAddress } from "../address.ts";
import { addEndpoint } from "../client.ts";
import { copyText } from "../copying.ts";
import { useDoing } from "../doing.ts";
import { type Draft, EMPTY, newEndpointOf } from "../form/draft.ts";
import { WebhookForm } from "../form/WebhookForm.tsx";
import { Button } from "../kit/Button.tsx";
import { Dialog } from "../kit/Dialog.tsx";
import { PageHead } from "../kit/PageHead.tsx";
import type { AddedEndpoint } from "../shapes.ts";
import { words } from "../words/words.ts";
import { useFull } from "./use-limits.ts";

/** The page; once it is added its secret is handed over, and its own page opens. */
export function NewWebhookPage() {
  const { newTitle, newLede, created } = words.form;
  const { isBusy, problem, run } = useDoing(true);
  const [added, setAdded] = useState<AddedEndpoint | null>(null);
  const { go } = useAddress();
  const barred = useFull();
  const save = (draft: Draft) => run(async () => setAdded(await addEndpoint(newEndpointOf(draft))), created);
  return (
    <>
      <PageHead title={newTitle} lede={newLede} crumb={{ href: "/webhooks", text: words.webhooks.title }} />
      <WebhookForm
        initial={EMPTY}
        isNew
        isBusy={isBusy}
        barred={barred}
        problem={problem}
        onSave={save}
        onCancel={() => go("/webhooks")}
      />
      {added && <SecretDialog endpoint={added} onClose={() => go(`/webhooks/${added.id}/overview`, true)} />}
    </>
  );
}

/** The one time that a secret may be shown. */
function SecretDialog({ endpoint, onClose }: { endpoint: AddedEndpoint; onClose: () => void }) {
  const { title, text, once, action, done } = words.form.copySecret;
  return (
    <Dialog title={title} onClose={onClose}>
      <p>
        {text} {once}
      </p>
      <code class="secret">{endpoint.secret}</code>
      <div class="dialog-foot">
        <Button icon="copy" kind="main" onClick={() => copyText(endpoint.secret, words.webhooks.actions.copiedSecret)}>
          {action}
        </Button>
        <Button onClick={onClose}>{done}</Button>
      </div>
    </Dialog>
  );
}
