/** A key just made, the one time that it is shown: the dialog stays until the key is copied, or said to be kept. */
import { useEffect, useState } from "preact/hooks";
import { copyText } from "../copying.ts";
import { Button } from "../kit/Button.tsx";
import { Dialog } from "../kit/Dialog.tsx";
import type { AddedKey } from "../set-up-shapes.ts";
import { setUp } from "../words/set-up.ts";
import { words } from "../words/words.ts";

/** The dialog. It has no cross; Escape and a press beside it say what is missing. */
export function ShownKey({ added, onClose }: { added: AddedKey; onClose: () => void }) {
  const { title, text, what, copy, copied, kept, done, why } = setUp.apiKeys.shown;
  const [isCopied, setCopied] = useState(false);
  const [isKept, setKept] = useState(false);
  const [isHurried, setHurried] = useState(false);
  const isFree = isCopied || isKept;
  const close = () => (isFree ? onClose() : setHurried(true));
  useHeldEscape(close);
  return (
    <Dialog title={title} isBare class="shown-key" onClose={close}>
      <h2>{title}</h2>
      <div class="dialog-body">
        <p>{text}</p>
        {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- so that it can be selected by keys */}
        <pre class="code" tabIndex={0} role="region" aria-label={what}>
          <code>{added.key}</code>
        </pre>
        <div class="row">
          <Button
            kind="main"
            icon="copy"
            onClick={async () => setCopied((await copyText(added.key, words.copied(what))) || isCopied)}
          >
            {copy}
          </Button>
          <span role="status" class="second">
            {isCopied && copied}
          </span>
        </div>
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

/** A browser lets a page refuse one Escape, and closes the dialog by the second: so no Escape comes to it. */
function useHeldEscape(close: () => void): void {
  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      if (event.key !== "Escape") return;
      event.preventDefault();
      close();
    };
    addEventListener("keydown", press, { capture: true });
    return () => removeEventListener("keydown", press, { capture: true });
  });
}
