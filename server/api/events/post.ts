/** Posting events: from the bytes of a request to what the flow accepts, `data` untouched. */
import type { PostedEvent } from "../../flow/flow.ts";
import { elementsOf, membersOf, type Span } from "../../rules/json-span.ts";
import type { Principal } from "../auth.ts";
import { type Body, readBody, spansOf } from "../body.ts";
import { checked, invalidField, tooLarge } from "../refusals.ts";
import type { Rooms } from "../rooms.ts";
import { acceptedView, NewBatch, NewEvent } from "./schema.ts";

const VISIBLE = /^[\x21-\x7e]{1,255}$/;
const BATCH_BYTES_MAX = 4 * 1024 * 1024;

/**
 * Accepts the one event of a request, and answers it.
 *
 * @throws AppError for what `readBody` and `Flow.accept` refuse, and `invalid`
 */
export async function postEvent(rooms: Rooms, principal: Principal, request: Request): Promise<Response> {
  const body = await readBody(request, rooms.maxBodyBytes);
  const event = postedEvent(checked(NewEvent, body.value), body.text, body.members);
  const acceptance = await rooms.flow.accept({
    environment: principal.environment,
    events: [event],
    isBatch: false,
    idempotency: idempotencyOf(request, body),
  });
  return accepted(acceptance.events.map(acceptedView)[0], acceptance.isReplayed);
}

/**
 * Accepts all events of a request or none, and answers them.
 *
 * @throws AppError as `postEvent`; `too_large` also when one of them is
 */
export async function postBatch(rooms: Rooms, principal: Principal, request: Request): Promise<Response> {
  const body = await readBody(request, BATCH_BYTES_MAX);
  const { events } = checked(NewBatch, body.value);
  const elements = elementsOf(body.text, (body.members.get("events") as Span).start) as Span[];
  const acceptance = await rooms.flow.accept({
    environment: principal.environment,
    events: elements.map(({ start, end }, i) => {
      const weighs = Buffer.byteLength(body.text.slice(start, end));
      if (weighs > rooms.maxBodyBytes) throw tooLarge(`events[${i}]`, rooms.maxBodyBytes);
      return postedEvent(events[i] as NewEvent, body.text, spansOf(membersOf(body.text, start), `events[${i}]`));
    }),
    isBatch: true,
    idempotency: idempotencyOf(request, body),
  });
  return accepted({ data: acceptance.events.map(acceptedView) }, acceptance.isReplayed);
}

function postedEvent(event: NewEvent, text: string, members: ReadonlyMap<string, Span>): PostedEvent {
  const { start, end } = members.get("data") as Span;
  return {
    type: event.type,
    namespace: event.namespace ?? null,
    timestamp: event.timestamp ?? null,
    dataText: text.slice(start, end),
  };
}

function idempotencyOf(request: Request, body: Body): { key: string; rawBody: Uint8Array } | null {
  const key = request.headers.get("idempotency-key");
  if (key === null) return null;
  if (!VISIBLE.test(key)) throw invalidField("Idempotency-Key", "must be 1 to 255 visible ASCII characters");
  return { key, rawBody: body.bytes };
}

function accepted(answer: unknown, isReplayed: boolean): Response {
  // `Response.json` would take twice as long.
  return new Response(JSON.stringify(answer), {
    status: 202,
    headers: { "content-type": "application/json", ...(isReplayed && { "idempotent-replayed": "true" }) },
  });
}
