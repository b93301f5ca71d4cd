/** Turning a webhook on or off. */
import { enableEndpoint, pauseEndpoint } from "../client.ts";
import { useDoing } from "../doing.ts";
import { nameOf } from "../looks.ts";
import type { Endpoint } from "../shapes.ts";
import { words } from "../words/words.ts";

/** Turns it to what it is not. */
export interface Turn {
  turn: (endpoint: Endpoint) => unknown;
  isBusy: boolean;
}

/** The turn. @param ask hears what is to be asked first: where deliveries wait for the webhook, or it was disabled */
export function useTurn(ask: (question: "enabling" | "deactivating", endpoint: Endpoint) => void): Turn {
  const { activated, deactivated } = words.webhooks;
  const { isBusy, run } = useDoing();
  const turn = (endpoint: Endpoint) => {
    const { id, status, waitingCount } = endpoint;
    const isAwaited = waitingCount > 0;
    if (status === "active" && isAwaited) return ask("deactivating", endpoint);
    if (status === "active") return run(() => pauseEndpoint(id), deactivated(nameOf(endpoint)));
    if (status === "disabled" || isAwaited) return ask("enabling", endpoint);
    return run(() => enableEndpoint(id), activated(nameOf(endpoint)));
  };
  return { turn, isBusy };
}
