/** What a verdict counts as. */
import type { UnixMs } from "../../base/clock.ts";
import type { Tally } from "../../rules/counts.ts";
import { TRIGGERS } from "../../rules/delivery.ts";
import { latencyBucket } from "../../rules/latency.ts";
import { OUTCOME_KINDS } from "../../rules/outcome.ts";
import type { DeliveryChange } from "../../rules/verdict.ts";
import type { Connection } from "./connection.ts";
import { countAttempt } from "./count-rows.ts";

const TEST = TRIGGERS.indexOf("test");

/** Faults of ours are the last of the list. */
const FIRST_OF_OURS = OUTCOME_KINDS.indexOf("our_network");

/** What is looked at of a packed verdict. */
interface Counted {
  /** The attempt's columns. */
  attempt: readonly (string | number | null)[];
  endpoint: number;
  change: DeliveryChange;
  at: UnixMs;
}

/** Counts a verdict's attempt, unless it was a test. @param isEnded whether its delivery stopped waiting by it */
export function countVerdict(
  connection: Connection,
  { attempt, endpoint, change, at }: Counted,
  isEnded: boolean,
): void {
  const [, , , trigger, , durationMs, outcome] = attempt;
  if (trigger === TEST) return;
  if (change.kind === "delivered") {
    countAttempt(connection, endpoint, at, "delivered", latencyBucket(durationMs as number));
  } else if ((outcome as number) >= FIRST_OF_OURS) {
    countAttempt(connection, endpoint, at, "ours", null);
  } else countAttempt(connection, endpoint, at, failureOf(change.kind, isEnded), null);
}

function failureOf(kind: Exclude<DeliveryChange["kind"], "delivered">, isEnded: boolean): Tally | null {
  switch (kind) {
    case "retry":
      return "retried";
    case "failed":
      return isEnded ? "failed" : null;
    case "kept":
      return null;
  }
}
