/** What is known of a recovery: what it does, and how far it is. */
import { Facts } from "../kit/Facts.tsx";
import { When } from "../kit/When.tsx";
import type { Recovery } from "../set-up-shapes.ts";
import { setUp } from "../words/set-up.ts";

/** The facts. */
export function RecoveryFacts({ recovery }: { recovery: Recovery }) {
  const text = setUp.notices.recovery;
  const { id, kind, state, count, done, isCountFinal, createdAt, updatedAt } = recovery;
  const progress = (isCountFinal ? text.of : text.ofMany)(done.toLocaleString(), count.toLocaleString());
  return (
    <Facts
      facts={[
        [text.kind, text.kinds[kind]],
        [text.state, text.states[state] ?? state],
        [text.progress, progress],
        [text.began, <When key="began" at={createdAt} />],
        [text.moved, <When key="moved" at={updatedAt} />],
        [text.id, <span class="mono">{id}</span>],
      ]}
    />
  );
}
