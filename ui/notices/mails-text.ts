/** How the mails of a notice fared, in words. Pure. */
import type { Notice } from "../set-up-shapes.ts";
import { setUp } from "../words/set-up.ts";

/**
 * `2 sent, 1 to be sent`; why there are none, where there are none.
 *
 * @param isToldAbove whether the page has said already why there are none
 */
export function mailsText({ sent, waiting, unsent, reason }: Notice["mails"], isToldAbove: boolean): string {
  const { notices } = setUp;
  const parts = [
    ...(sent > 0 ? [notices.sent(sent)] : []),
    ...(waiting > 0 ? [notices.waiting(waiting)] : []),
    ...(unsent > 0 ? [notices.unsent(unsent)] : []),
  ];
  if (parts.length === 0) return isToldAbove ? notices.notSent : (reason ?? notices.noMails);
  return unsent > 0 && reason !== null ? `${parts.join(", ")}: ${reason}` : parts.join(", ");
}
