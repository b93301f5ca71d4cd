/** What is shown one time only: the dialog stays until it is copied, or said to be kept. */
import type { ComponentChildren } from "preact";
import { useState } from "preact/hooks";
import { copyText } from "../copying.ts";
import { words } from "../words/words.ts";
import { Button } from "./Button.tsx";
import { Dialog } from "./Dialog.tsx";

/** The text to keep, and what is said around it. */
export interface ShownOnceProps {
  title: string;
  /** What to do with it; stands above it. */
  text: string;
  /** What it is called, in the middle of a sentence. */
  what: string;
  value: string;
  /** The words of the button. */
  copy: string;
  copied: string;
  kept: string;
  done: string;
  /** Why it cannot be closed yet. */
  why: string;
  /** What else is to be known; stands below it. */
  children?: ComponentChildren;
  onClose: () => void;
}

/** The dialog. It has no cross; Escape and a press beside it say what is missing. */
export function ShownOnce(props: ShownOnceProps) {
  const { title, text, what, value, copy, copied, kept, done, why, children, onClose } = props;
  const [isCopied, setCopied] = useState(false);
  const [isKept, setKept] = useState(false);
  const [isHurried, setHurried] = useState(false);
  const isFree = isCopied || isKept;
  return (
    <Dialog title={title} isBare class="shown-once" isHeld={!isFree} onHeld={() => setHurried(true)} onClose={onClose}>
      <h2>{title}</h2>
      <div class="dialog-body">
        <p>{text}</p>
        {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- so that it can be selected by keys */}
        <pre class="code" tabIndex={0} role="region" aria-label={what}>
          <code>{value}</code>
        </pre>
        <div class="row">
          <Button
            kind="main"
            icon="copy"
            onClick={async () => setCopied((await copyText(value, words.copied(what))) || isCopied)}
          >
            {copy}
          </Button>
          <span role="status" class="second">
            {isCopied && copied}
          </span>
        </div>
        {children}
        {isHurried && !isFree && (
          <p class="fault" role="alert">
            {why}
          </p>
        )}
        <div class="dialog-foot between">
          <label class="check">
            <input type="checkbox" checked={isKept} onChange={(event) => setKept(event.currentTarget.checked)} />
            {kept}
          </label>
          <Button why={isFree ? null : why} onClick={onClose}>
            {done}
          </Button>
        </div>
      </div>
    </Dialog>
  );
}
