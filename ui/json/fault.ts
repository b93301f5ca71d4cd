/** What is wrong with a JSON text that a person types, in words and with its place. Pure. */
import { setUp } from "../words/set-up.ts";
import { words } from "../words/words.ts";
import { type Shape, shapeFaults } from "./check.ts";
import { nearestPlace, scan, type Scanned } from "./scan.ts";

/** A fault at a place of the text. */
export interface PlacedFault {
  text: string;
  at: number;
}

/** The value of a text that is sound, or the first thing that is wrong with it. */
export type Checked = { value: unknown } | { fault: PlacedFault };

/** Checks a text, also against a shape where one is known. */
export function checkedJson(text: string, shape: Shape | undefined): Checked {
  const scanned = scan(text);
  if ("fault" in scanned) {
    return { fault: { text: words.form.cure(setUp.json.faults[scanned.fault]), at: scanned.at } };
  }
  const [first] = shape === undefined ? [] : shapeFaults(shape, scanned.value);
  if (first === undefined) return { value: scanned.value };
  return { fault: placed(scanned, first.path, first.message) };
}

/** What the API found wrong in a text: the first of its faults that stands in it. @param within the field that the text is the value of, empty for the whole */
export function refusedAt(
  text: string,
  errors: readonly { path: string; message: string }[],
  within = "",
): PlacedFault | null {
  const scanned = scan(text);
  for (const { path, message } of errors) {
    const inside = insideOf(path, within);
    if (inside !== null && "places" in scanned) return placed(scanned, inside, message);
  }
  return null;
}

/** A path from `within` on: `sample.a` within `sample` is `a`; `null` for another field's. */
function insideOf(path: string, within: string): string | null {
  if (within === "" || path === within) return within === "" ? path : "";
  return path.startsWith(`${within}.`)
    ? path.slice(within.length + 1)
    : path.startsWith(`${within}[`)
      ? path.slice(within.length)
      : null;
}

function placed(scanned: Extract<Scanned, { value: unknown }>, path: string, message: string): PlacedFault {
  const [at] = nearestPlace(scanned.places, path) ?? [0];
  return { text: `${path === "" ? "" : `${path}: `}${message}.`, at };
}
