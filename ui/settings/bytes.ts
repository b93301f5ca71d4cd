/** How amounts of bytes are written. Pure. */
import { THIN } from "../words/thin.ts";
import { words } from "../words/words.ts";

const UNITS = ["B", "KB", "MB", "GB", "TB"];

/** In the largest unit that leaves something before the point: `4.1 MB`. A unit is 1,000 of the one before. */
export function bytesText(bytes: number): string {
  const step = Math.min(UNITS.length - 1, Math.floor(Math.log10(Math.max(1, bytes)) / 3));
  const amount = bytes / 1000 ** step;
  const digits = step > 0 && amount < 100 ? 1 : 0;
  return `${amount.toLocaleString(words.locale, { maximumFractionDigits: digits })}${THIN}${UNITS[step]}`;
}
