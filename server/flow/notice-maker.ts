/** Makes notices ready to be stored: whom a mail goes to, or why to nobody. */
import type { UnixMs } from "../base/clock.ts";
import { newId } from "../base/ids.ts";
import { isMailAddress } from "../base/mail-address.ts";
import type { EndpointHealth } from "../rules/endpoint.ts";
import type { VerdictNotice } from "../rules/notice.ts";
import type { NewNotice } from "../store/faces/notices.ts";

/** The addresses of an environment's owners, in any case and perhaps twice. */
export type OwnersOf = (environment: number) => readonly string[];

/** What has happened to an endpoint: by a verdict, or because a person turned it on again. */
export type Happened = VerdictNotice | { kind: "enabled"; reason: string };

/** Makes one. @param health the endpoint's, from then on */
export type MakeNotice = (
  environment: number,
  happened: Happened,
  health: Pick<EndpointHealth, "consecutiveFailures" | "failingSince">,
  at: UnixMs,
) => NewNotice;

/** Builds it. @param isMailing whether there is a mail server */
export function createNoticeMaker(ownersOf: OwnersOf, isMailing: boolean): MakeNotice {
  return (environment, happened, { consecutiveFailures, failingSince }, at) => {
    const owners = isMailing ? addressesOf(ownersOf(environment)) : [];
    return {
      id: newId(at),
      kind: happened.kind,
      level: happened.kind === "failing" ? happened.level : null,
      consecutiveFailures,
      failingSince,
      reason: happened.reason,
      failure: happened.kind === "enabled" ? null : happened.failure,
      at,
      owners,
      unmailedReason: unmailedReasonOf(isMailing, owners),
    };
  };
}

/** Each once, in the way in which they are compared and counted. */
export function addressesOf(owners: readonly string[]): string[] {
  return [...new Set(owners.filter(isMailAddress).map((address) => address.toLowerCase()))];
}

function unmailedReasonOf(isMailing: boolean, owners: readonly string[]): string | null {
  if (!isMailing) return "no mail server is set up: HOOKWHEEL_SMTP_URL";
  return owners.length === 0 ? "the organization has no owner to write to" : null;
}
