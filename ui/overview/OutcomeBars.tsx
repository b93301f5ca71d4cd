/** Attempts by outcome over time, as bars with a table behind them. */
import { now } from "../now.ts";
import type { Bucket, Stats } from "../shapes.ts";
import { clockText, dateText, shortClockText } from "../times.ts";
import { words } from "../words/words.ts";
import { OUTCOMES, tallest, ticksOf } from "./figures.ts";

/** A day in ms: longer buckets are named by their day. */
const DAY_MS = 86_400_000;

/** The chart; `undefined` while it is being read. */
export function OutcomeBars({ stats }: { stats: Stats | undefined }) {
  const { chart } = words.stats;
  return (
    <section class="panel chart" aria-label={chart}>
      <h2>{chart}</h2>
      {stats ? <Bars stats={stats} /> : <div class="bars" />}
    </section>
  );
}

function Bars({ stats: { buckets, bucketMs, from, until } }: { stats: Stats }) {
  const max = tallest(buckets);
  const span = Date.parse(until) - Date.parse(from);
  const nameOf = (bucket: Bucket) => {
    const at = Date.parse(bucket.from);
    if (bucketMs < 60_000 * 2) return clockText(at);
    return span > DAY_MS ? dateText(at, now.peek()) : shortClockText(at);
  };
  return (
    <>
      <div class="bars" role="img" aria-label={words.stats.chart}>
        {buckets.map((bucket) => (
          <div class="bar" key={bucket.from} title={`${nameOf(bucket)}: ${textOf(bucket)}`}>
            {OUTCOMES.filter((outcome) => bucket[outcome] > 0).map((outcome) => (
              <div class={outcome} key={outcome} style={{ height: `max(2px, ${(bucket[outcome] / max) * 100}%)` }} />
            ))}
          </div>
        ))}
      </div>
      <div class="bars-axis" aria-hidden="true">
        {ticksOf(buckets.length, 6).map((at) => (
          <span key={at} style={{ left: `${(at / buckets.length) * 100}%` }}>
            {nameOf(buckets[at] as Bucket)}
          </span>
        ))}
        <span class="end">{words.justNow}</span>
      </div>
      <div class="chart-foot">
        <ul class="legend">
          {OUTCOMES.filter((outcome) => outcome !== "ours" || buckets.some(({ ours }) => ours > 0)).map((outcome) => (
            <li key={outcome} class={outcome}>
              {words.stats.outcomes[outcome]}
            </li>
          ))}
        </ul>
        <BarsTable buckets={buckets} nameOf={nameOf} />
      </div>
    </>
  );
}

function BarsTable({ buckets, nameOf }: { buckets: readonly Bucket[]; nameOf: (bucket: Bucket) => string }) {
  const filled = buckets.filter(({ attempts }) => attempts > 0).toReversed();
  return (
    <details class="bars-table">
      <summary>{words.stats.table}</summary>
      {filled.length === 0 ? (
        <p class="second">{words.stats.nothing}</p>
      ) : (
        <table>
          <thead>
            <tr>
              <th>{words.stats.time}</th>
              {OUTCOMES.map((outcome) => (
                <th key={outcome} class="right">
                  {words.stats.outcomes[outcome]}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {filled.map((bucket) => (
              <tr key={bucket.from}>
                <td>{nameOf(bucket)}</td>
                {OUTCOMES.map((outcome) => (
                  <td key={outcome} class="right">
                    {bucket[outcome].toLocaleString()}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </details>
  );
}

function textOf(bucket: Bucket): string {
  const parts = OUTCOMES.filter((outcome) => bucket[outcome] > 0).map(
    (outcome) => `${bucket[outcome].toLocaleString()} ${words.stats.outcomes[outcome]}`,
  );
  return parts.length === 0 ? words.stats.noAttempts : parts.join(", ");
}
