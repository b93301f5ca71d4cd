/** Making an inbox, with an endpoint that points at it. */
import { AppError } from "../../base/errors.ts";
import { idText, newId } from "../../base/ids.ts";
import { INBOXES_COUNT_MAX } from "../../rules/limits.ts";
import type { Inbox } from "../../store/faces/inboxes.ts";
import { audited } from "../audit/audited.ts";
import type { Principal } from "../auth.ts";
import { addEndpoint } from "../endpoints/add.ts";
import { createEndpointForms } from "../endpoints/schema.ts";
import { checkSubscriptions } from "../endpoints/subscriptions.ts";
import { checked, notFound, passOverGone } from "../refusals.ts";
import type { Rooms } from "../rooms.ts";
import { enabledScopeOf } from "../scope.ts";
import { newToken } from "../tokens.ts";
import { dropInbox } from "./drop.ts";
import type { NewInbox } from "./schema.ts";

/** Where an inbox is reached. */
export function inboxUrl({ publicUrl }: Pick<Rooms, "publicUrl">, { token }: Pick<Inbox, "token">): string {
  return `${publicUrl()}/inbox/${token}`;
}

/**
 * Stores an inbox, then the endpoint; without that no inbox either.
 *
 * @throws AppError `conflict` when the environment has too many of either; `forbidden` while the organization's webhooks are
 * not enabled; `invalid`, `not_found`, `unavailable`
 */
export async function addInbox(
  rooms: Rooms,
  principal: Principal,
  form: NewInbox,
): Promise<{ inbox: Inbox; secret: string | null }> {
  const now = rooms.clock.now();
  const fields = { id: newId(now), environment: principal.environment, token: newToken(), createdAt: now };
  if (form.endpoint !== true) return { inbox: await store(rooms, principal, fields), secret: null };
  const { profile } = enabledScopeOf(rooms, principal);
  const { events = ["*"] } = form;
  const asked = { url: inboxUrl(rooms, fields), name: "Inbox", events };
  const endpoint = checked(createEndpointForms()(profile).added, asked);
  checkSubscriptions(principal, endpoint.events);
  const inbox = await store(rooms, principal, fields);
  try {
    return { inbox, secret: (await addEndpoint(rooms, principal, endpoint, profile.limits)).secret };
  } catch (fault) {
    await dropInbox(rooms, principal, inbox).catch(passOverGone);
    throw fault;
  }
}

async function store(rooms: Rooms, principal: Principal, fields: Omit<Inbox, "seq">): Promise<Inbox> {
  const told = { action: "inbox.created", subject: idText("inb", fields.id) } as const;
  const seq = await audited(rooms, principal, told).addInbox(fields);
  if (seq === "gone") throw notFound("environment");
  if (seq === "full") {
    throw new AppError("conflict", `An environment has at most ${INBOXES_COUNT_MAX} inboxes: delete one first.`);
  }
  const inbox = { ...fields, seq };
  rooms.inboxes.put(inbox);
  return inbox;
}
