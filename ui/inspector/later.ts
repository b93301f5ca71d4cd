/** What is left of a delivery's schedule behind its next attempt, in words. Pure. */
import { shortSpan } from "../spans.ts";
import { words } from "../words/words.ts";

/** `If it fails, once more after 5 m, 1 d × 3. Gives up after 5 more attempts.`: what is alike stands together. */
export function laterText(waitsMs: readonly number[]): string {
  const { thenAfter, repeated, givesUp } = words.deliveries.inspector.later;
  const runs: { waitMs: number; count: number }[] = [];
  for (const waitMs of waitsMs) {
    const last = runs.at(-1);
    if (last?.waitMs === waitMs) last.count++;
    else runs.push({ waitMs, count: 1 });
  }
  const parts = runs.map(({ waitMs, count }) => (count === 1 ? shortSpan(waitMs) : repeated(shortSpan(waitMs), count)));
  const end = givesUp(waitsMs.length + 1);
  return parts.length === 0 ? end : `${thenAfter(parts.join(", "))} ${end}`;
}
