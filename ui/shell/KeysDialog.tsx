/** Which key does what, and whether single keys do anything. */
import { singleKeys } from "../kept.ts";
import { Dialog } from "../kit/Dialog.tsx";
import { isApple } from "../keys.ts";
import { words } from "../words/words.ts";

/** The dialog. */
export function KeysDialog({ onClose }: { onClose: () => void }) {
  const { title, single, singleNote, list } = words.shell.keys;
  const keys = [
    [isApple ? "⌘ K" : "Ctrl K", list.palette],
    ["?", list.help],
    ["/", list.search],
    ["P", list.hold],
    ["N", list.create],
    ["↑ ↓", list.move],
    ["Esc", list.close],
  ] as const;
  return (
    <Dialog title={title} onClose={onClose}>
      <dl class="facts">
        {keys.map(([key, text]) => (
          <>
            <dt>
              {key.split(" ").map((part) => (
                <>
                  <kbd>{part}</kbd>{" "}
                </>
              ))}
            </dt>
            <dd>{text}</dd>
          </>
        ))}
      </dl>
      <div>
        <label class="check">
          <input
            type="checkbox"
            checked={singleKeys.value === "on"}
            onChange={(event) => (singleKeys.value = event.currentTarget.checked ? "on" : "off")}
          />
          {single}
        </label>
        <p class="second small">{singleNote}</p>
      </div>
    </Dialog>
  );
}
