/** Step 7, tell the product: each notice as one operational event of its endpoint's environment. */
import type { Clock, UnixMs } from "../base/clock.ts";
import { AppError } from "../base/errors.ts";
import { idText } from "../base/ids.ts";
import type { Matcher } from "../rules/matching.ts";
import type { NoticeRow } from "../store/faces/notices.ts";
import type { Store } from "../store/faces/store.ts";
import type { AcceptRequest, Flow } from "./flow.ts";
import type { Scopes } from "./scopes.ts";

/** What announcing needs. */
export interface AnnounceRooms {
  store: Pick<Store, "listUnannounced" | "noteAnnounced">;
  matcher: Matcher;
  scopes: Scopes;
  clock: Pick<Clock, "now">;
  accept: Flow["accept"];
  onFault(fault: unknown): void;
}

const BATCH_MAX = 100;

/** When an event that cannot be accepted now is tried again, in ms. */
const AGAIN_MS = 1000;

/** Builds the step, to be run as an errand. */
export function createAnnounce(rooms: AnnounceRooms): () => Promise<UnixMs | null> {
  const { store, clock } = rooms;
  return async () => {
    for (;;) {
      const notices = await store.listUnannounced(BATCH_MAX);
      if (notices.length === 0) return null;
      for (const notice of notices) {
        if (!(await isSettled(rooms, notice))) return clock.now() + AGAIN_MS;
        await store.noteAnnounced(notice.seq);
      }
    }
  };
}

/** Whether nothing is left to do: it is accepted, or nobody wants it, or it meets a bug of ours that would meet it again. */
async function isSettled({ matcher, scopes, accept, onFault }: AnnounceRooms, notice: NoticeRow): Promise<boolean> {
  const { environment } = notice;
  const type = `hookwheel.endpoint.${notice.kind}`;
  if (scopes.get(environment) === undefined || matcher.match(environment, type, null).length === 0) return true;
  try {
    await accept(requestOf(notice, type));
    return true;
  } catch (fault) {
    if (fault instanceof AppError && fault.kind === "unavailable") return false;
    onFault(fault);
    return true;
  }
}

/**
 * The event, under a key of the notice's own, so that a crash before `noteAnnounced` leaves no second one. No caller can take
 * the key: theirs hold no blank.
 */
function requestOf(notice: NoticeRow, type: string): AcceptRequest {
  const { id, environment, kind, endpoint, level, consecutiveFailures, failingSince, reason, failure, at } = notice;
  const data = {
    endpoint: { id: idText("ep", endpoint.id), name: endpoint.name, url: endpoint.url },
    ...(kind === "failing" && { level }),
    reason,
    failure,
    consecutiveFailures,
    failingSince: failingSince === null ? null : new Date(failingSince).toISOString(),
    at: new Date(at).toISOString(),
  };
  return {
    environment,
    events: [{ type, namespace: null, timestamp: at, dataText: JSON.stringify(data) }],
    isBatch: false,
    idempotency: { key: `notice ${idText("ntc", id)}`, rawBody: id },
  };
}
