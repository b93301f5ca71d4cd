/** Inboxes in memory, with the last requests that each got: bounded in number, bytes and age. */
import type { UnixMs } from "../../base/clock.ts";
import { idText } from "../../base/ids.ts";
import { type Bucket, createBucket } from "../../rules/bucket.ts";
import type { Inbox } from "../../store/faces/inboxes.ts";

/** A request as it came. */
export interface GotRequest {
  /** Whether it was handed over by our own sender. */
  isOurs: boolean;
  headers: readonly (readonly [name: string, value: string])[];
  body: string;
}

/** A request that is kept. */
export interface KeptRequest extends GotRequest {
  inbox: number;
  /** From 1 on, in each inbox. */
  number: number;
  receivedAt: UnixMs;
  isTruncated: boolean;
  /** Whether it is rightly signed, `null` where that cannot be told; `undefined` until it is checked, once for good. */
  isVerified: boolean | null | undefined;
}

/** All inboxes. */
export interface Inboxes {
  put(inbox: Inbox): void;
  remove(seq: number): void;
  /** An environment is gone, and its inboxes with it. */
  removeEnvironment(environment: number): void;
  byToken(token: string): Inbox | undefined;
  byId(id: string): Inbox | undefined;
  /** An environment's, the newest first. */
  of(environment: number): Inbox[];
  /** Keeps a request; the oldest give way. */
  receive(inbox: Inbox, got: GotRequest, now: UnixMs): void;
  /** Counts a request from outside: `null`, or when the next may come. */
  takeTurn(inbox: Inbox, now: UnixMs): UnixMs | null;
  /** What an inbox has kept, the newest first. */
  requestsOf(inbox: Inbox, now: UnixMs): KeptRequest[];
}

/** Of a body so much is kept, in characters. */
const BODY_LENGTH_MAX = 256 * 1024;

const REQUESTS_COUNT_MAX = 100;
const KEPT_MS = 24 * 3_600_000;

/** Of all inboxes together, in characters, headers included. */
const KEPT_LENGTH_MAX = 16 * 1024 * 1024;

/** From outside: so many at once, then so many a second. */
const OUTSIDE = { burst: 50, rate: 10 };

interface Box {
  inbox: Inbox;
  requests: KeptRequest[];
  gotCount: number;
  bucket: Bucket | null;
}

/** Starts with those that are stored, all empty. */
export function createInboxes(inboxes: readonly Inbox[]): Inboxes {
  const boxes = new Map<number, Box>();
  const byToken = new Map<string, Inbox>();
  const byId = new Map<string, Inbox>();
  /** All that is kept, the oldest first. */
  const kept = new Set<KeptRequest>();
  let keptLength = 0;
  for (const inbox of inboxes) put(inbox);

  return {
    put,
    remove,
    removeEnvironment(environment) {
      for (const { inbox } of boxes.values()) if (inbox.environment === environment) remove(inbox.seq);
    },
    byToken: (token) => byToken.get(token),
    byId: (id) => byId.get(id),
    of: (environment) =>
      [...boxes.values()]
        .map(({ inbox }) => inbox)
        .filter((inbox) => inbox.environment === environment)
        .toReversed(),
    receive(inbox, got, now) {
      const box = boxes.get(inbox.seq);
      if (box === undefined) return;
      const isTruncated = got.body.length > BODY_LENGTH_MAX;
      const body = isTruncated ? got.body.slice(0, BODY_LENGTH_MAX) : got.body;
      box.gotCount++;
      const more = { inbox: inbox.seq, number: box.gotCount, receivedAt: now, isTruncated, isVerified: undefined };
      const request: KeptRequest = { ...got, body, ...more };
      box.requests.push(request);
      kept.add(request);
      keptLength += lengthOf(request);
      if (box.requests.length > REQUESTS_COUNT_MAX) forget(box.requests[0]!);
      forgetOld(now);
    },
    takeTurn(inbox, now) {
      const box = boxes.get(inbox.seq)!;
      return (box.bucket ??= createBucket(OUTSIDE.rate, now, OUTSIDE.burst)).take(now);
    },
    requestsOf(inbox, now) {
      forgetOld(now);
      return boxes.get(inbox.seq)?.requests.toReversed() ?? [];
    },
  };

  function put(inbox: Inbox): void {
    boxes.set(inbox.seq, { inbox, requests: [], gotCount: 0, bucket: null });
    byToken.set(inbox.token, inbox);
    byId.set(idText("inb", inbox.id), inbox);
  }

  function remove(seq: number): void {
    const box = boxes.get(seq);
    if (box === undefined) return;
    while (box.requests.length > 0) forget(box.requests[0]!);
    boxes.delete(seq);
    byToken.delete(box.inbox.token);
    byId.delete(idText("inb", box.inbox.id));
  }

  function forgetOld(now: UnixMs): void {
    for (const request of kept) {
      if (keptLength <= KEPT_LENGTH_MAX && request.receivedAt > now - KEPT_MS) return;
      forget(request);
    }
  }

  /** It is always the oldest of its inbox. */
  function forget(request: KeptRequest): void {
    kept.delete(request);
    keptLength -= lengthOf(request);
    boxes.get(request.inbox)?.requests.shift();
  }
}

function lengthOf({ headers, body }: KeptRequest): number {
  return headers.reduce((sum, [name, value]) => sum + name.length + value.length, body.length);
}
