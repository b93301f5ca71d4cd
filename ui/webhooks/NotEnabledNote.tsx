/** That nothing is sent, where the plan of an organization has no webhooks. */
import { words } from "../words/words.ts";
import { useNotEnabled } from "./use-limits.ts";

/** The note; nothing where there are webhooks. */
export function NotEnabledNote() {
  const told = useNotEnabled();
  if (told === null) return null;
  return (
    <div class="notice">
      <p>
        <strong>{told}</strong> {words.webhooks.nothingSent}
      </p>
    </div>
  );
}
