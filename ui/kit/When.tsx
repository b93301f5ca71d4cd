/** A point in time: how long ago, moving on by itself; exact in UTC on hover. */
import { useComputed } from "@preact/signals";
import { now } from "../now.ts";
import { agoText, utcText } from "../times.ts";
import { words } from "../words/words.ts";

/** `at` as the API writes it, `null` for never. */
export function When({ at }: { at: string | null }) {
  return at === null ? <>{words.none}</> : <Moment at={at} key={at} />;
}

function Moment({ at }: { at: string }) {
  const atMs = Date.parse(at);
  const text = useComputed(() => agoText(atMs, now.value));
  return (
    <time dateTime={at} title={utcText(at)}>
      {text}
    </time>
  );
}
