/** What is held for webhooks that are off, and where: it is due at no time, so the queue has it not. */
import { nameOf } from "../looks.ts";
import type { Endpoint } from "../shapes.ts";
import { words } from "../words/words.ts";

/** How many webhooks are named, those with the most first. */
const NAMED_COUNT = 3;

/** A line for each webhook, leading to what is held for it; nothing without any. */
export function HeldList({ webhooks }: { webhooks: readonly Endpoint[] }) {
  const { held, heldMore, showHeld } = words.deliveries.queue;
  const sorted = webhooks.toSorted((one, other) => other.waitingCount - one.waitingCount);
  const rest = sorted.slice(NAMED_COUNT);
  const restCount = rest.reduce((sum, { waitingCount }) => sum + waitingCount, 0);
  if (sorted.length === 0) return null;
  return (
    <ul class="queue-held second small">
      {sorted.slice(0, NAMED_COUNT).map((endpoint) => (
        <li key={endpoint.id}>
          {held(words.count(endpoint.waitingCount, "delivery is", "deliveries are"))}{" "}
          <a class="link" href={`/webhooks/${endpoint.id}?state=waiting`}>
            {nameOf(endpoint)}
          </a>
        </li>
      ))}
      {rest.length > 0 && (
        <li>
          {heldMore(
            words.count(restCount, "delivery is", "deliveries are"),
            words.count(rest.length, "other webhook", "other webhooks"),
          )}{" "}
          <a class="link" href="/webhooks?status=inactive">
            {showHeld}
          </a>
        </li>
      )}
    </ul>
  );
}
