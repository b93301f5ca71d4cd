/** What can be done with a webhook, from its row and from its page. */
import { useAddress } from "../address.ts";
import { readSecret } from "../client.ts";
import { copyText } from "../copying.ts";
import type { MenuItem } from "../kit/Menu.tsx";
import type { Endpoint } from "../shapes.ts";
import { words } from "../words/words.ts";
import { useTurn } from "./use-turn.ts";
import type { Question } from "./WebhookQuestion.tsx";

/** The things to do. */
export interface WebhookActions {
  /** For a menu. */
  items: MenuItem[];
  copySecret: () => Promise<unknown>;
  /** Turns it on, or off; where deliveries wait for it, or it was disabled, what that means is asked first. */
  turn: () => unknown;
  isBusy: boolean;
}

/** The actions of one webhook. @param ask hears the question that is to be shown before something is done */
export function useWebhookActions(endpoint: Endpoint, ask: (question: Question) => void): WebhookActions {
  const { actions } = words.webhooks;
  const { turn: turnIt, isBusy } = useTurn(ask);
  const { go } = useAddress();
  const { id } = endpoint;
  const isActive = endpoint.status === "active";
  const turn = () => turnIt(endpoint);
  const copySecret = () => copyText(() => readSecret(id), actions.copiedSecret);
  const items: MenuItem[] = [
    { icon: "pencil", text: actions.edit, run: () => go(`/webhooks/${id}/details`) },
    { icon: "key", text: actions.copySecret, run: copySecret },
    { icon: "turn", text: actions.rotateSecret, run: () => ask("rotating") },
    isActive
      ? { icon: "pause", text: actions.deactivate, run: turn }
      : { icon: "play", text: actions.activate, run: turn },
    { icon: "again", text: actions.recover, run: () => ask("recovering") },
    null,
    { icon: "trash", text: actions.delete, isGrave: true, run: () => ask("removal") },
  ];
  return { items, copySecret, turn, isBusy };
}
