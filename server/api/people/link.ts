/** Links by which people choose a password: shown once, opening once. */
import type { UnixMs } from "../../base/clock.ts";
import { idText } from "../../base/ids.ts";
import { PASSWORD_LINK_MS } from "../../rules/sessions.ts";
import type { Person } from "../../store/faces/people.ts";
import { audited, type By } from "../audit/audited.ts";
import { notFound } from "../refusals.ts";
import type { Rooms } from "../rooms.ts";
import { newLink } from "../tokens.ts";

/** A link as it is shown. */
export interface ShownLink {
  url: string;
  endsAt: UnixMs;
}

/** Where a token opens; behind the `#`, so that no server and no log on the way sees it. */
export function linkUrl({ publicUrl }: Pick<Rooms, "publicUrl">, token: string): string {
  return `${publicUrl()}/welcome#${token}`;
}

/**
 * Makes a link for a person; earlier ones are void. The password stays until it is used.
 *
 * @param within as `withinOf`
 * @throws AppError `not_found`, `unavailable`
 */
export async function makeLink(
  rooms: Pick<Rooms, "store" | "clock" | "publicUrl">,
  by: By,
  person: Person,
  within: number | null,
): Promise<ShownLink> {
  const { token, link } = newLink(rooms.clock.now(), PASSWORD_LINK_MS);
  const told = { action: "password.offered", subject: idText("per", person.id) } as const;
  const change = audited(rooms, by, { ...told, organization: person.organization, environment: null });
  if (!(await change.putLink(person.seq, link, within))) throw notFound("person");
  return { url: linkUrl(rooms, token), endsAt: link.endsAt };
}
