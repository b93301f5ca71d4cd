/** A webhook's secret: fetched when it is asked for, and hidden again. */
import { useState } from "preact/hooks";
import { problemOf, readSecret } from "../client.ts";
import { copyText } from "../copying.ts";
import { Button } from "../kit/Button.tsx";
import { IconButton } from "../kit/IconButton.tsx";
import { tellFault } from "../toasts.ts";
import { words } from "../words/words.ts";

/** The line. */
export function SecretLine({ id }: { id: string }) {
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
    <span class="row">
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
    </span>
  );
}
