/** Sending a test event to an endpoint, and what came of it for whoever waits. */
import type { z } from "zod";
import { assert } from "../../base/errors.ts";
import { idText } from "../../base/ids.ts";
import type { EndpointRow } from "../../store/faces/endpoints.ts";
import { type AttemptDetailsView, attemptDetailsView } from "../attempts/schema.ts";
import { audited } from "../audit/audited.ts";
import type { Principal } from "../auth.ts";
import { type Body, hasBody, readBody } from "../body.ts";
import { checked } from "../refusals.ts";
import type { Rooms } from "../rooms.ts";
import { NewTest, type SentTestView } from "./schema.ts";

/** What is answered: the delivery's id at once, or the attempt when it has ended. */
export type TestAnswer =
  { isOver: false; view: z.infer<typeof SentTestView> } | { isOver: true; view: z.infer<typeof AttemptDetailsView> };

/**
 * Stores a test event and sends it once.
 *
 * @throws AppError for what `readBody` and `Flow.sendTest` refuse, and `invalid`
 */
export async function sendTest(
  rooms: Rooms,
  principal: Principal,
  { endpoint }: EndpointRow,
  request: Request,
): Promise<TestAnswer> {
  const body = hasBody(request) ? await readBody(request, rooms.maxBodyBytes) : null;
  const form = checked(NewTest, body === null ? {} : body.value);
  const { type = null } = form;
  const told = { action: "endpoint.tested", subject: idText("ep", endpoint.id), changes: { type } } as const;
  const wish = { endpoint: endpoint.seq, type, dataText: dataTextOf(body) };
  const sent = await rooms.flow.sendTest(wish, audited(rooms, principal, told));
  if (!form.wait) return { isOver: false, view: { deliveryId: idText("dlv", sent.deliveryId) } };
  const attempt = await rooms.store.readAttempt(endpoint.environment, await sent.attempted);
  assert(attempt !== null, "an attempt that was just stored");
  return { isOver: true, view: attemptDetailsView(attempt) };
}

/** `data` byte for byte as it was sent. */
function dataTextOf(body: Body | null): string | null {
  const span = body?.members.get("data");
  return body === null || span === undefined ? null : body.text.slice(span.start, span.end);
}
