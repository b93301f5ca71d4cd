/** A key just made, the one time that it is shown. */
import { ShownOnce } from "../kit/ShownOnce.tsx";
import type { AddedKey } from "../set-up-shapes.ts";
import { setUp } from "../words/set-up.ts";

/** The dialog, which stays until the key is copied, or said to be kept. */
export function ShownKey({ added, onClose }: { added: AddedKey; onClose: () => void }) {
  return <ShownOnce {...setUp.apiKeys.shown} value={added.key} onClose={onClose} />;
}
