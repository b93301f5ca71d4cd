/** One idempotency key, one acceptance: also while the first one waits for its commit. */
import { AppError } from "../base/errors.ts";
import type { Store } from "../store/faces/store.ts";
import type { AcceptRequest, Acceptance } from "./flow.ts";

/** Requests with a key. */
export interface KeyedRequests {
  /**
   * The earlier answer to the key, or else that of `accept`.
   *
   * @throws AppError `idempotency_conflict` when the key stands for another request; `unavailable` also when it is not known
   * whether it does
   */
  once(request: AcceptRequest, requestHash: Uint8Array, accept: () => Promise<Acceptance>): Promise<Acceptance>;
}

interface Pending {
  requestHash: Uint8Array;
  isBatch: boolean;
  acceptance: Promise<Acceptance>;
}

/** What is compared: the request's raw bytes. */
export function hashOfRequest(rawBody: Uint8Array): Uint8Array {
  return new Bun.CryptoHasher("sha256").update(rawBody).digest();
}

/** Keys are kept with their events; only those not yet committed are in memory. */
export function createKeyedRequests(store: Store): KeyedRequests {
  const pending = new Map<string, Pending>();
  return {
    async once(request, requestHash, accept) {
      const { key } = request.idempotency!;
      const name = `${request.environment} ${key}`;
      // Of several that waited for one that was refused, the first is the next that the others wait for.
      for (let earlier = pending.get(name); earlier !== undefined; earlier = pending.get(name)) {
        if (isSame(earlier, request, requestHash)) return { ...(await earlier.acceptance), isReplayed: true };
        if (await isAccepted(earlier)) throw conflict();
      }
      // Forgotten before anybody is told of it, so that nobody waits for the same one twice.
      const acceptance = acceptOrReplay(store, request, requestHash, accept).finally(() => pending.delete(name));
      pending.set(name, { requestHash, isBatch: request.isBatch, acceptance });
      return acceptance;
    },
  };
}

/** Whether the key is used up by it: a refusal consumes nothing. @throws AppError `unavailable` when that is not known */
async function isAccepted({ acceptance }: Pending): Promise<boolean> {
  try {
    await acceptance;
    return true;
  } catch (fault) {
    if (fault instanceof AppError && fault.kind === "unavailable") throw fault;
    return false;
  }
}

async function acceptOrReplay(
  store: Store,
  request: AcceptRequest,
  requestHash: Uint8Array,
  accept: () => Promise<Acceptance>,
): Promise<Acceptance> {
  const stored = await store.findKeyedRequest(request.environment, request.idempotency!.key);
  if (stored === null) return accept();
  if (!isSame(stored, request, requestHash)) throw conflict();
  return { events: stored.events, isReplayed: true };
}

function isSame(earlier: Omit<Pending, "acceptance">, request: AcceptRequest, requestHash: Uint8Array): boolean {
  return earlier.isBatch === request.isBatch && Buffer.compare(earlier.requestHash, requestHash) === 0;
}

function conflict(): AppError {
  return new AppError(
    "idempotency_conflict",
    "This Idempotency-Key was used for another request. Use a new key for a new request.",
  );
}
