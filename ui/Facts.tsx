/** What is running, in figures. */
import { spanText } from "./spans.ts";
import type { KnownHealth } from "./use-health.ts";
import { words } from "./words.ts";

/** Version and uptime, or dashes while they are not known. */
export function Facts({ health }: { health: KnownHealth }) {
  const isKnown = typeof health !== "string";
  return (
    <dl class="facts">
      <div>
        <dt>{words.version}</dt>
        <dd>{isKnown ? health.version : words.unknown}</dd>
      </div>
      <div>
        <dt>{words.uptime}</dt>
        <dd>{isKnown ? spanText(health.uptimeMs) : words.unknown}</dd>
      </div>
    </dl>
  );
}
