/** Dropping an inbox. */
import { idText } from "../../base/ids.ts";
import type { Inbox } from "../../store/faces/inboxes.ts";
import { audited } from "../audit/audited.ts";
import type { Principal } from "../auth.ts";
import { notFound } from "../refusals.ts";
import type { Rooms } from "../rooms.ts";

/** Deletes an inbox alone, whatever points at it. @throws AppError `not_found`, `unavailable` */
export async function dropInbox(rooms: Rooms, principal: Principal, inbox: Inbox): Promise<void> {
  const told = { action: "inbox.deleted", subject: idText("inb", inbox.id) } as const;
  if (!(await audited(rooms, principal, told).deleteInbox(inbox.seq))) throw notFound("inbox");
  rooms.inboxes.remove(inbox.seq);
}
