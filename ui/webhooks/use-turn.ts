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

/** The turn. @param ask hears of the webhook that deliveries are held for: what becomes of them is asked before it is on */
export function useTurn(ask: (endpoint: Endpoint) => void): Turn {
  const { activated, deactivated } = words.webhooks;
  const { isBusy, run } = useDoing();
  const turn = (endpoint: Endpoint) => {
    const { id, status, waitingCount } = endpoint;
    if (status === "active") return run(() => pauseEndpoint(id), deactivated(nameOf(endpoint)));
    if (waitingCount > 0) return ask(endpoint);
    return run(() => enableEndpoint(id), activated(nameOf(endpoint)));
  };
  return { turn, isBusy };
}
