/** Adding a webhook. */
import { useAddress } from "../address.ts";
import { addEndpoint } from "../client.ts";
import { useDoing } from "../doing.ts";
import { type Draft, EMPTY, newEndpointOf } from "../form/draft.ts";
import { WebhookForm } from "../form/WebhookForm.tsx";
import { PageHead } from "../kit/PageHead.tsx";
import { words } from "../words/words.ts";

/** The page; once it is added, its own page opens. */
export function NewWebhookPage() {
  const { newTitle, newLede, created } = words.form;
  const { isBusy, problem, run } = useDoing(true);
  const { go } = useAddress();
  const save = (draft: Draft) =>
    run(async () => {
      const { id } = await addEndpoint(newEndpointOf(draft));
      go(`/webhooks/${id}/overview`, true);
    }, created);
  return (
    <>
      <PageHead title={newTitle} lede={newLede} crumb={{ href: "/webhooks", text: words.webhooks.title }} />
      <WebhookForm
        initial={EMPTY}
        isNew
        isBusy={isBusy}
        problem={problem}
        onSave={save}
        onCancel={() => go("/webhooks")}
      />
    </>
  );
}
