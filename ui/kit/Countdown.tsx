/** The time until something is due, counting down; exact in UTC on hover. */
import { useComputed } from "@preact/signals";
import { now } from "../now.ts";
import { spanText } from "../spans.ts";
import { utcText } from "../times.ts";
import { words } from "../words/words.ts";

/** What is counted down to. */
export interface CountdownProps {
  /** As the API writes it. */
  at: string;
  /** Stands before the time while there is some, as `next in`. */
  lead?: string;
}

/** The time that is left; once there is none, that it is due. */
export function Countdown({ at, lead = "" }: CountdownProps) {
  return <Left at={at} lead={lead} key={at} />;
}

function Left({ at, lead }: Required<CountdownProps>) {
  const atMs = Date.parse(at);
  const text = useComputed(() =>
    atMs - now.value < 1_000 ? words.due : `${lead} ${spanText(atMs - now.value)}`.trimStart(),
  );
  return (
    <time dateTime={at} title={utcText(at)}>
      {text}
    </time>
  );
}
