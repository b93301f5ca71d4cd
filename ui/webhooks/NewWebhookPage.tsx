/** Adding a webhook. */
import { useAddress } from "../address.ts";
import { addEndpoint, readRotation } from "../client.ts";
import { useDoing } from "../doing.ts";
import { useHandOver } from "../handed.ts";
import { type Draft, EMPTY, newEndpointOf } from "../form/draft.ts";
import { WebhookForm } from "../form/WebhookForm.tsx";
import { PageHead } from "../kit/PageHead.tsx";
import { SecretDialog } from "../secrets/SecretDialog.tsx";
import { useStillThere } from "../still-there.ts";
import { words } from "../words/words.ts";
import { useBar } from "./use-limits.ts";

/** The page; once the webhook is added its secret is handed over, and then its own page opens. */
export function NewWebhookPage() {
  const { newTitle, newLede, created, copySecret } = words.form;
  const { isBusy, problem, run } = useDoing(true);
  const handOver = useHandOver();
  const isStillThere = useStillThere();
  const { go } = useAddress();
  const barred = useBar();
  const save = (draft: Draft) =>
    run(async () => {
      const { id, secret } = await addEndpoint(newEndpointOf(draft));
      const isShownOnce = await isSecretShownOnce(id);
      handOver((close) => {
        const goOn = () => {
          close();
          if (isStillThere()) go(`/webhooks/${id}/overview`, true);
        };
        return <SecretDialog {...copySecret} secret={secret} isShownOnce={isShownOnce} onClose={goOn} />;
      });
    }, created);
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
    </>
  );
}

/** Whether a webhook's secret can be read again later; where that cannot be told, it is kept as if it could not. */
async function isSecretShownOnce(id: string): Promise<boolean> {
  try {
    return (await readRotation(id)).reveal === "once";
  } catch {
    return true;
  }
}
