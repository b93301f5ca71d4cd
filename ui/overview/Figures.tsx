/** The figures that lead: how much arrived, how fast, what waits. */
import type { ComponentChildren } from "preact";
import { Countdown } from "../kit/Countdown.tsx";
import { When } from "../kit/When.tsx";
import { now } from "../now.ts";
import type { Bucket, EnvironmentStats, Stats } from "../shapes.ts";
import { minuteText, tookText } from "../times.ts";
import { words } from "../words/words.ts";
import { rateText } from "./figures.ts";

/** Four of them; dashes while they are being read. */
export function Figures({ stats }: { stats: Stats | EnvironmentStats | undefined }) {
  const { stats: said } = words;
  if (stats === undefined) return <FigureRow figures={blank()} />;
  const { delivered, successRate, p50Ms, p95Ms, waitingCount } = stats;
  const minutes = (Date.parse(stats.until) - Date.parse(stats.from)) / 60_000;
  const perMinute = delivered / Math.max(1, minutes);
  const figures: Figure[] = [
    [
      said.delivered,
      delivered.toLocaleString(),
      successRate === null ? said.noAttempts : said.rate(rateText(successRate)),
    ],
    [
      said.perMinute,
      perMinute.toLocaleString(words.locale, { maximumFractionDigits: perMinute < 10 ? 1 : 0 }),
      peakOf(stats),
    ],
    [
      said.answer,
      p50Ms === null ? words.none : tookText(p50Ms),
      p95Ms === null ? words.none : said.p95(tookText(p95Ms)),
    ],
    [said.waiting, waitingCount.toLocaleString(), <WaitingNote key="waiting" stats={stats} />],
  ];
  return <FigureRow figures={figures} />;
}

type Figure = readonly [name: string, value: string, note: ComponentChildren];

function FigureRow({ figures }: { figures: readonly Figure[] }) {
  return (
    <dl class="figures">
      {figures.map(([name, value, note]) => (
        <div key={name} class="panel">
          <dt>{name}</dt>
          <dd class="figure">{value}</dd>
          <dd class="third small">{note}</dd>
        </div>
      ))}
    </dl>
  );
}

function blank(): Figure[] {
  const { delivered, perMinute, answer, waiting } = words.stats;
  return [delivered, perMinute, answer, waiting].map((name) => [name, words.none, "\u00a0"]);
}

/** The fullest bucket, by the minute. */
function peakOf({ buckets, bucketMs }: Stats): string {
  const most = buckets.reduce<Bucket | null>(
    (most, one) => (one.delivered > (most?.delivered ?? 0) ? one : most),
    null,
  );
  if (most === null) return words.stats.noAttempts;
  const perMinute = most.delivered / (bucketMs / 60_000);
  const count = perMinute.toLocaleString(words.locale, { maximumFractionDigits: perMinute < 10 ? 1 : 0 });
  return words.stats.peak(count, minuteText(Date.parse(most.from), now.peek()));
}

function WaitingNote({ stats }: { stats: Stats | EnvironmentStats }) {
  const { next, oldest, nothingWaits } = words.stats;
  const oldestAt = "oldestWaitingAt" in stats ? stats.oldestWaitingAt : null;
  if (stats.nextDueAt === null && oldestAt === null) return <>{nothingWaits}</>;
  return (
    <>
      {stats.nextDueAt !== null && <Countdown at={stats.nextDueAt} lead={next} />}
      {stats.nextDueAt !== null && oldestAt !== null && <br />}
      {oldestAt !== null && (
        <>
          {oldest} <When at={oldestAt} />
        </>
      )}
    </>
  );
}
