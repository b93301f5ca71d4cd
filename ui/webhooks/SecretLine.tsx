/** A webhook's secret: fetched when it is asked for, and hidden again; replaced by a new one on request. */
import { useState } from "preact/hooks";
import { problemOf, readSecret } from "../client.ts";
import { copyText } from "../copying.ts";
import { Button } from "../kit/Button.tsx";
import { IconButton } from "../kit/IconButton.tsx";
import { now } from "../now.ts";
import { RotateQuestion } from "../rotating/RotateQuestion.tsx";
import { useRotation } from "../rotating/use-rotation.ts";
import type { Endpoint } from "../shapes.ts";
import { dateText } from "../times.ts";
import { tellFault } from "../toasts.ts";
import { words } from "../words/words.ts";

/** The line, and below it until when the secret before signs too. */
export function SecretLine({ endpoint }: { endpoint: Endpoint }) {
  const { secret } = words.webhooks;
  const { value: rotation } = useRotation(endpoint.id);
  const [isRotating, setRotating] = useState(false);
  const endsAt = rotation?.previousSecretEndsAt ?? null;
  return (
    <span class="secret-line">
      <span class="row">
        {rotation?.reveal === "once" ? (
          <span class="second">{secret.once}</span>
        ) : (
          // Another secret is another line: what is shown of the last one goes with it.
          <Secret key={endpoint.updatedAt} id={endpoint.id} />
        )}
        <Button size="small" onClick={() => setRotating(true)}>
          {secret.rotate}
        </Button>
      </span>
      {endsAt !== null && Date.parse(endsAt) > now.value && (
        <span class="second small">{secret.previous(dateText(Date.parse(endsAt), now.peek()))}</span>
      )}
      {isRotating && <RotateQuestion endpoint={endpoint} onClose={() => setRotating(false)} />}
    </span>
  );
}

function Secret({ id }: { id: string }) {
  const { actions, secret } = words.webhooks;
  const [shown, setShown] = useState<string | null>(null);
  const turn = async () => {
    if (shown !== null) return setShown(null);
    try {
      setShown(await readSecret(id));
    } catch (error) {
      tellFault(problemOf(error).detail);
    }
  };
  return (
    <>
      {shown === null ? (
        <span class="mono third">
          <span aria-hidden="true">••••••••••••••••</span>
          <span class="unseen">{secret.hidden}</span>
        </span>
      ) : (
        <span class="mono">{shown}</span>
      )}
      <Button size="small" onClick={turn}>
        {shown === null ? words.show : words.hide}
      </Button>
      <IconButton
        icon="copy"
        label={actions.copySecret}
        onClick={() => copyText(() => readSecret(id), actions.copiedSecret)}
      />
    </>
  );
}
