/** A secret that was just made, to be copied: of a new webhook, or in place of the last one. */
import type { ComponentChildren } from "preact";
import { copyText } from "../copying.ts";
import { Button } from "../kit/Button.tsx";
import { Dialog } from "../kit/Dialog.tsx";
import { ShownOnce } from "../kit/ShownOnce.tsx";
import { setUp } from "../words/set-up.ts";
import { words } from "../words/words.ts";

/** The secret, and whether this is the only time that it is shown. */
export interface SecretDialogProps {
  title: string;
  /** What to do with it; stands above it. */
  text: string;
  secret: string;
  isShownOnce: boolean;
  /** What else is to be known; stands below it. */
  children?: ComponentChildren;
  onClose: () => void;
}

/** The dialog; where a secret is shown once, it stays until that is copied, or said to be kept. */
export function SecretDialog({ title, text, secret, isShownOnce, children, onClose }: SecretDialogProps) {
  const { copy, done, once } = setUp.secrets;
  if (isShownOnce) {
    return (
      <ShownOnce
        {...once}
        title={title}
        text={`${text} ${once.only}`}
        value={secret}
        copy={copy}
        done={done}
        onClose={onClose}
      >
        {children}
      </ShownOnce>
    );
  }
  return (
    <Dialog title={title} onClose={onClose}>
      <p>{text}</p>
      <code class="secret">{secret}</code>
      {children}
      <div class="dialog-foot">
        <Button icon="copy" kind="main" onClick={() => copyText(secret, words.webhooks.actions.copiedSecret)}>
          {copy}
        </Button>
        <Button onClick={onClose}>{done}</Button>
      </div>
    </Dialog>
  );
}
