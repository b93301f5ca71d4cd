/** The time until something is due, counting down; exact in UTC on hover. */
import { useComputed } from "@preact/signals";
import { now } from "../now.ts";
import { spanText } from "../spans.ts";
import { utcText } from "../times.ts";
import { words } from "../words/words.ts";

/** `at` as the API writes it. */
export function Countdown({ at }: { at: string }) {
  return <Left at={at} key={at} />;
}

function Left({ at }: { at: string }) {
  const atMs = Date.parse(at);
  const text = useComputed(() => (atMs - now.value < 1_000 ? words.due : spanText(atMs - now.value)));
  return (
    <time dateTime={at} title={utcText(at)}>
      {text}
    </time>
  );
}
