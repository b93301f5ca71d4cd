/** One idempotency key, one acceptance: also while the first one waits for its commit. */
import { AppError } from "../base/errors.ts";
import type { Store } from "../store/faces/store.ts";
import type { AcceptRequest, Acceptance } from "./flow.ts";

/** Requests with a key. */
export interface KeyedRequests {
  /**
   * The earlier answer to the key, or else that of `accept`.
   *
   * @throws AppError `idempotency_conflict` when the key stands for another request
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
      const earlier = pending.get(name);
      if (earlier !== undefined) {
        checkSame(earlier, request, requestHash);
        return { ...(await earlier.acceptance), isReplayed: true };
      }
      const acceptance = acceptOrReplay(store, request, requestHash, accept);
      pending.set(name, { requestHash, isBatch: request.isBatch, acceptance });
      try {
        return await acceptance;
      } finally {
        pending.delete(name);
      }
    },
  };
}

async function acceptOrReplay(
  store: Store,
  request: AcceptRequest,
  requestHash: Uint8Array,
  accept: () => Promise<Acceptance>,
): Promise<Acceptance> {
  const stored = await store.findKeyedRequest(request.environment, request.idempotency!.key);
  if (stored === null) return accept();
  checkSame(stored, request, requestHash);
  return { events: stored.events, isReplayed: true };
}

function checkSame(earlier: Omit<Pending, "acceptance">, request: AcceptRequest, requestHash: Uint8Array): void {
  if (earlier.isBatch === request.isBatch && Buffer.compare(earlier.requestHash, requestHash) === 0) return;
  throw new AppError(
    "idempotency_conflict",
    "This Idempotency-Key was used for another request. Use a new key for a new request.",
  );
}
