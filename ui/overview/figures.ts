/** Figures made of figures: hours of buckets, rates in words. Pure. */
import type { Bucket } from "../shapes.ts";
import { THIN } from "../words/thin.ts";
import { words } from "../words/words.ts";

/** One hour's attempts: those that failed apart by whether they were made again, or were the last. */
export interface Hour {
  delivered: number;
  retried: number;
  failed: number;
}

/** The outcomes in the order in which bars are stacked, from the ground up. */
export const OUTCOMES = ["delivered", "retried", "failed", "ours"] as const;

/** One of them. */
export type Outcome = (typeof OUTCOMES)[number];

/** Buckets of an hour each, as hours. What is our fault is nobody's failure. */
export function hoursOf(buckets: readonly Bucket[]): Hour[] {
  return buckets.map(({ delivered, retried, failed }) => ({ delivered, retried, failed }));
}

/** `99.98 %`, `61.40 %`, so that rates line up; all and none are whole. Never rounded up to all. `rate` from 0 to 1. */
export function rateText(rate: number): string {
  const percent = Math.floor(rate * 10_000) / 100;
  const digits = rate === 0 || rate === 1 ? 0 : 2;
  return `${percent.toLocaleString(words.locale, { minimumFractionDigits: digits, maximumFractionDigits: digits })}${THIN}%`;
}

/** The tallest bar: at least 1. */
export function tallest(buckets: readonly Bucket[]): number {
  return Math.max(1, ...buckets.map((bucket) => OUTCOMES.reduce((sum, outcome) => sum + bucket[outcome], 0)));
}

/** About `count` places of a list, evenly spread, its first among them. */
export function ticksOf(length: number, count: number): number[] {
  const step = Math.max(1, Math.ceil(length / count));
  return Array.from({ length: Math.ceil(length / step) }, (_, at) => at * step);
}
