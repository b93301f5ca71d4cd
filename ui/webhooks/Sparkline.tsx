/** The last 24 hours of a webhook in bars: how much arrived, and how much did not. */
import type { Hour } from "../overview/figures.ts";
import { words } from "../words/words.ts";

const HOURS_COUNT = 24;
const STEP = 7;
const HEIGHT = 28;

/** The bars; `null` while there are no figures: a line of dashes. */
export function Sparkline({ hours }: { hours: readonly Hour[] | null }) {
  const { sparkline, sparklineOf } = words.webhooks;
  const sum = (count: keyof Hour) => (hours ?? []).reduce((sum, hour) => sum + hour[count], 0);
  const label = hours === null ? sparkline : sparklineOf(sum("delivered"), sum("failed"));
  const max = Math.max(1, ...(hours ?? []).map(({ delivered, failed }) => delivered + failed));
  return (
    <svg class="sparkline" viewBox={`0 0 ${HOURS_COUNT * STEP} ${HEIGHT}`} role="img" aria-label={label}>
      <title>{label}</title>
      {Array.from({ length: HOURS_COUNT }, (_, at) => {
        const { delivered, failed } = hours?.[at] ?? { delivered: 0, failed: 0 };
        const height = ((delivered + failed) / max) * HEIGHT;
        const red = (failed / max) * HEIGHT;
        return height === 0 ? (
          <rect key={at} class="none" x={at * STEP} y={HEIGHT - 1} width={STEP - 2} height={1} />
        ) : (
          <g key={at}>
            <rect x={at * STEP} y={HEIGHT - height} width={STEP - 2} height={height} rx="1" />
            {red > 0 && <rect class="failed" x={at * STEP} y={HEIGHT - height} width={STEP - 2} height={red} rx="1" />}
          </g>
        );
      })}
    </svg>
  );
}
