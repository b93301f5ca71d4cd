/** Sending a test event to an endpoint, and what came of it for whoever waits. */
import type { z } from "zod";
import { assert } from "../../base/errors.ts";
import { idText } from "../../base/ids.ts";
import type { EndpointRow } from "../../store/faces/endpoints.ts";
import { attemptDetailsView } from "../attempts/schema.ts";
import { type Body, hasBody, readBody } from "../body.ts";
import { checked } from "../refusals.ts";
import type { Rooms } from "../rooms.ts";
import { NewTest, type SentTestView } from "./schema.ts";
import type { AttemptDetailsView } from "../attempts/schema.ts";

/** What is answered: the delivery's id at once, or the attempt when it has ended. */
export type TestAnswer =
  { isOver: false; view: z.infer<typeof SentTestView> } | { isOver: true; view: z.infer<typeof AttemptDetailsView> };

/**
 * Stores a test event and sends it once.
 *
 * @throws AppError for what `readBody` and `Flow.sendTest` refuse, and `invalid`
 */
export async function sendTest(rooms: Rooms, { endpoint }: EndpointRow, request: Request): Promise<TestAnswer> {
  const body = hasBody(request) ? await readBody(request, rooms.maxBodyBytes) : null;
  const form = checked(NewTest, body === null ? {} : body.value);
  const sent = await rooms.flow.sendTest({
    endpoint: endpoint.seq,
    type: form.type ?? null,
    dataText: dataTextOf(body),
  });
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
