/** When a delivery that only fails is tried again, and what its webhook's owners hear of it: from a profile. Pure. */
import type { Profile } from "../set-up-shapes.ts";

/** What the drawing needs of a profile. */
export type Drawn = Pick<Profile, "retry" | "health" | "timeoutMs">;

/** An attempt of the delivery; spans in ms from the first attempt on. */
export interface ScheduledAttempt {
  /** From 1. */
  number: number;
  /** After the attempt before; 0 for the first. */
  waitMs: number;
  atMs: number;
  earliestMs: number;
  latestMs: number;
}

/** When a level of the health rule is reached. */
export interface Mark {
  kind: "told" | "disabled";
  /** Of the warnings, from 1; 0 for the end. */
  number: number;
  afterFailures: number;
  afterMs: number;
  /** The attempt by which this delivery reaches it alone, `null` when others must fail too. */
  attempt: ScheduledAttempt | null;
  /** Where it stands on the line, `null` when no time can be said. */
  atMs: number | null;
}

/** The attempts, first to last, as they come when every one fails at once. */
export function attemptsOf({ waitsMs, jitterShare }: Profile["retry"]): ScheduledAttempt[] {
  const attempts: ScheduledAttempt[] = [{ number: 1, waitMs: 0, atMs: 0, earliestMs: 0, latestMs: 0 }];
  for (const waitMs of waitsMs) {
    const { number, atMs, earliestMs, latestMs } = attempts.at(-1) as ScheduledAttempt;
    attempts.push({
      number: number + 1,
      waitMs,
      atMs: atMs + waitMs,
      earliestMs: earliestMs + waitMs * (1 - jitterShare),
      latestMs: latestMs + waitMs * (1 + jitterShare),
    });
  }
  return attempts;
}

/** The levels of the health rule in their order, the end last; none without a rule. */
export function marksOf(health: Profile["health"], attempts: readonly ScheduledAttempt[]): Mark[] {
  if (health === null) return [];
  const levels = [
    ...health.warnings.map((level, at) => ({ kind: "told" as const, number: at + 1, ...level })),
    { kind: "disabled" as const, number: 0, ...health.disable },
  ];
  return levels.map((level) => {
    const attempt = attempts.find(({ number, atMs }) => number >= level.afterFailures && atMs >= level.afterMs) ?? null;
    const atMs = attempt?.atMs ?? (level.afterMs > 0 ? level.afterMs : null);
    return { ...level, attempt, atMs };
  });
}

/** How far the line goes, in ms: past everything that stands on it. */
export function lengthOf(attempts: readonly ScheduledAttempt[], marks: readonly Mark[]): number {
  return Math.max(1_000, attempts.at(-1)?.latestMs ?? 0, ...marks.map(({ atMs }) => atMs ?? 0));
}

/** Where a moment stands on the line, 0 to 1: near ones far apart and far ones near, as a fourth root has it. */
export function placeOf(ms: number, lengthMs: number): number {
  return (ms / lengthMs) ** 0.25;
}

/** Round spans, in seconds. */
const ROUND = [
  1, 10, 60, 600, 3_600, 21_600, 86_400, 172_800, 432_000, 864_000, 1_728_000, 2_592_000, 7_776_000, 31_536_000,
];

/** Round moments along the line, none nearer to another than `gap` of it, the end left free. */
export function ticksOf(lengthMs: number, gap: number): number[] {
  const ticks: number[] = [];
  let last = 0;
  for (const seconds of ROUND) {
    const place = placeOf(seconds * 1_000, lengthMs);
    if (place > 1 || place - last < gap) continue;
    ticks.push(seconds * 1_000);
    last = place;
  }
  return ticks;
}

/** Those of a row of things that have room for words: none nearer to the one before than `gap`; the last one always has. */
export function withRoom<Thing>(things: readonly Thing[], placeOf: (thing: Thing) => number, gap: number): Set<Thing> {
  const kept: Thing[] = [];
  for (const thing of things) {
    const before = kept.at(-1);
    if (before === undefined || placeOf(thing) - placeOf(before) >= gap) kept.push(thing);
  }
  return new Set(kept);
}
