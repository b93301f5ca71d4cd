/** What is known of a recovery: what it does, and how far it is. */
import { Facts } from "../kit/Facts.tsx";
import { When } from "../kit/When.tsx";
import type { Recovery } from "../set-up-shapes.ts";
import { setUp } from "../words/set-up.ts";
import { progressText } from "./recovery-text.ts";

/** The facts. */
export function RecoveryFacts({ recovery }: { recovery: Recovery }) {
  const text = setUp.notices.recovery;
  const { id, kind, state, createdAt, updatedAt } = recovery;
  return (
    <Facts
      facts={[
        [text.kind, text.kinds[kind]],
        [text.state, text.states[state] ?? state],
        [text.progress, progressText(recovery)],
        [text.began, <When key="began" at={createdAt} />],
        [text.moved, <When key="moved" at={updatedAt} />],
        [text.id, <span class="mono">{id}</span>],
      ]}
    />
  );
}
