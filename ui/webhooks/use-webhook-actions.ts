/** What can be done with a webhook, from its row and from its page. */
import { type ComponentChildren, h } from "preact";
import { useState } from "preact/hooks";
import { useAddress } from "../address.ts";
import { enableEndpoint, pauseEndpoint, readSecret } from "../client.ts";
import { copyText } from "../copying.ts";
import { useDoing } from "../doing.ts";
import type { MenuItem } from "../kit/Menu.tsx";
import { nameOf } from "../looks.ts";
import { RecoverQuestion } from "../recovering/RecoverQuestion.tsx";
import { RotateQuestion } from "../rotating/RotateQuestion.tsx";
import type { Endpoint } from "../shapes.ts";
import { words } from "../words/words.ts";
import { EnableQuestion } from "./EnableQuestion.tsx";
import { RemovalQuestion } from "./RemovalQuestion.tsx";

const QUESTIONS = {
  removal: RemovalQuestion,
  enabling: EnableQuestion,
  recovering: RecoverQuestion,
  rotating: RotateQuestion,
};

/** The things to do. */
export interface WebhookActions {
  /** For a menu. */
  items: MenuItem[];
  /** What a thing asks before it is done, to be put anywhere; `null` while nothing is asked. */
  question: ComponentChildren;
  copySecret: () => Promise<unknown>;
  /** Turns it on, or off; where deliveries are held, what becomes of them is asked first. */
  turn: () => unknown;
  isBusy: boolean;
}

/** The actions of one webhook. */
export function useWebhookActions(endpoint: Endpoint): WebhookActions {
  const { actions, activated, deactivated } = words.webhooks;
  const [asked, setAsked] = useState<keyof typeof QUESTIONS | null>(null);
  const { isBusy, run } = useDoing();
  const { go } = useAddress();
  const { id } = endpoint;
  const name = nameOf(endpoint);
  const isActive = endpoint.status === "active";
  const turn = () => {
    if (isActive) return run(() => pauseEndpoint(id), deactivated(name));
    if (endpoint.waitingCount > 0) return setAsked("enabling");
    return run(() => enableEndpoint(id), activated(name));
  };
  const copySecret = () => copyText(() => readSecret(id), actions.copiedSecret);
  const items: MenuItem[] = [
    { icon: "pencil", text: actions.edit, run: () => go(`/webhooks/${id}/details`) },
    { icon: "key", text: actions.copySecret, run: copySecret },
    { icon: "turn", text: actions.rotateSecret, run: () => setAsked("rotating") },
    isActive
      ? { icon: "pause", text: actions.deactivate, run: turn }
      : { icon: "play", text: actions.activate, run: turn },
    { icon: "again", text: actions.recover, run: () => setAsked("recovering") },
    null,
    { icon: "trash", text: actions.delete, isGrave: true, run: () => setAsked("removal") },
  ];
  const question = asked !== null && h(QUESTIONS[asked], { endpoint, onClose: () => setAsked(null) });
  return { items, question, copySecret, turn, isBusy };
}
