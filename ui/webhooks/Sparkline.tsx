/** The last 24 hours of a webhook in bars: how much arrived, how much was made again, and how much never arrived. */
import type { Hour } from "../overview/figures.ts";
import { words } from "../words/words.ts";

/** The order in which a bar is stacked, from the ground up. */
const STACK = ["delivered", "retried", "failed"] as const;

/** The bars; `null` while there are no figures: the ground alone. */
export function Sparkline({ hours }: { hours: readonly Hour[] | null }) {
  const { sparkline, sparklineOf } = words.webhooks;
  const sum = (count: keyof Hour) => (hours ?? []).reduce((sum, hour) => sum + hour[count], 0);
  const label = hours === null ? sparkline : sparklineOf(sum("delivered"), sum("retried"), sum("failed"));
  const max = Math.max(1, ...(hours ?? []).map(({ delivered, retried, failed }) => delivered + retried + failed));
  return (
    <div class="bars sparkline" role="img" aria-label={label} title={label}>
      {hours?.map((hour, at) => (
        <div class="bar" key={at}>
          {STACK.filter((outcome) => hour[outcome] > 0).map((outcome) => (
            <div class={outcome} key={outcome} style={{ height: `max(2px, ${(hour[outcome] / max) * 100}%)` }} />
          ))}
        </div>
      ))}
    </div>
  );
}
