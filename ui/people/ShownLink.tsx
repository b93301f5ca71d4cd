/** A link by which a person chooses a password: shown once, to be copied. */
import { Button } from "../kit/Button.tsx";
import { Dialog } from "../kit/Dialog.tsx";
import { copyText } from "../copying.ts";
import type { PersonLink } from "../people-client.ts";
import { own } from "../words/people.ts";
import { words } from "../words/words.ts";

/** The dialog. */
export function ShownLink({ title, link, onClose }: { title: string; link: PersonLink; onClose: () => void }) {
  const { text, ends, what, copy, done } = own.people.link;
  return (
    <Dialog title={title} onClose={onClose}>
      <p>
        {text} {ends}
      </p>
      <code class="secret">{link.url}</code>
      <div class="dialog-foot">
        <Button icon="copy" kind="main" onClick={() => copyText(link.url, words.copied(what))}>
          {copy}
        </Button>
        <Button onClick={onClose}>{done}</Button>
      </div>
    </Dialog>
  );
}
