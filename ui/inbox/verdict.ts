/** Whether a request's signature is right, and why not. Pure, from what the API answers. */
import type { Tone } from "../kit/Pill.tsx";
import type { InboxRequest } from "../people-client.ts";
import { own } from "../words/people.ts";

/** A verdict in a word, and why. */
export interface Verdict {
  tone: Tone;
  text: string;
  reason: string;
}

/** The verdict; what cannot be told is not called wrong. */
export function verdictOf(request: Pick<InboxRequest, "isVerified" | "isSigned" | "isTruncated">): Verdict {
  const { verdicts, reasons } = own.inbox;
  if (request.isVerified === true) return { tone: "ok", text: verdicts.verified, reason: reasons.verified };
  if (!request.isSigned) return { tone: "retry", text: verdicts.unsigned, reason: reasons.unsigned };
  if (request.isVerified === false) return { tone: "failed", text: verdicts.wrong, reason: reasons.wrong };
  const reason = request.isTruncated ? reasons.cut : reasons.keyless;
  return { tone: "still", text: verdicts.unknown, reason };
}

/** The type of the event in a body, `null` where none can be read: profiles call it `type` or `event`. */
export function typeIn(body: string): string | null {
  try {
    const { type, event } = JSON.parse(body) as { type?: unknown; event?: unknown };
    return ([type, event].find((one) => typeof one === "string") as string | undefined) ?? null;
  } catch {
    return null;
  }
}
