/** The stages of an attempt as spans on its line of time. Pure. */
import type { AttemptDetails } from "../shapes.ts";

/** A stage: where it begins and how long it is, as shares of the whole, 0 to 1. */
export interface Stage {
  name: "resolve" | "connect" | "tls" | "wait" | "body";
  beginShare: number;
  share: number;
  ms: number;
}

/**
 * The stages that there were, one after another. The first byte's time counts from the begin and holds the stages before
 * it; what follows it is the body. Without a first byte the last stage lasts to the end.
 */
export function stagesOf({ durationMs, timing }: Pick<AttemptDetails, "durationMs" | "timing">): Stage[] {
  const { resolveMs, connectMs, tlsMs, firstByteMs } = timing;
  const before = (resolveMs ?? 0) + (connectMs ?? 0) + (tlsMs ?? 0);
  const spans = [
    ["resolve", resolveMs],
    ["connect", connectMs],
    ["tls", tlsMs],
    ["wait", firstByteMs === null ? (connectMs === null ? null : durationMs - before) : firstByteMs - before],
    ["body", firstByteMs === null ? null : durationMs - firstByteMs],
  ] as const;
  const whole = Math.max(durationMs, before, 1);
  const stages: Stage[] = [];
  let begin = 0;
  for (const [name, ms] of spans) {
    if (ms === null) continue;
    const span = Math.max(0, ms);
    stages.push({ name, beginShare: Math.min(1, begin / whole), share: Math.min(1, span / whole), ms: span });
    begin += span;
  }
  return stages;
}
