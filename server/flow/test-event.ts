/** Test events: stored like any other, but past pause, hold, rate and slots; one at a time for an endpoint, and few a minute. */
import type { Clock, UnixMs } from "../base/clock.ts";
import { AppError, assert } from "../base/errors.ts";
import { idText, newId } from "../base/ids.ts";
import type { Log } from "../base/log.ts";
import { type Bucket, createBucket } from "../rules/bucket.ts";
import type { DueDelivery } from "../rules/delivery.ts";
import type { Changes, Store } from "../store/faces/store.ts";
import type { Attempt, Attempted } from "./attempt.ts";
import type { Catalogs } from "./catalogs.ts";
import type { Feed } from "./feed.ts";
import type { Flow, TestRequest } from "./flow.ts";
import type { Line, Lines } from "./lines.ts";
import type { Scope, Scopes } from "./scopes.ts";
import { tellTest } from "./tell.ts";
import { type Sample, sampleFor, sampleOf } from "./test-sample.ts";

/** What sending tests needs. */
export interface TestRooms {
  store: Store;
  lines: Lines;
  scopes: Scopes;
  catalogs: Catalogs;
  clock: Clock;
  log: Log;
  feed: Feed;
  attempt: Attempt;
  /** Judges and writes what came of an attempt; resolves when it is committed. */
  record(attempted: Attempted): Promise<void>;
  /** Why nothing can be accepted now, `null` when it can. */
  refusal(): string | null;
}

/** The tests that are under way. */
export interface Tests {
  send: Flow["sendTest"];
  /** Whether a delivery is a test that is under way. */
  isInFlight(delivery: number): boolean;
  /** Requests on the wire. */
  readonly inFlightCount: number;
  /** Whether a test is being stored. */
  isStoring(): boolean;
}

/** 30 a minute, and ten of them at once. */
const TESTS_A_SECOND = 0.5;
const BURST = 10;

const OUR_FAULT = "a fault of ours: see the log";

/** Nothing under way yet. */
export function createTests(rooms: TestRooms): Tests {
  const { store, lines, scopes, catalogs, clock, log, feed, attempt, record } = rooms;
  const buckets = new WeakMap<Line, Bucket>();
  const busy = new Set<Line>();
  const inFlight = new Set<number>();
  let storingCount = 0;
  let inFlightCount = 0;

  return {
    async send(request, changes) {
      const refusal = rooms.refusal();
      if (refusal !== null) throw new AppError("unavailable", refusal, [], 1);
      const line = lines.get(request.endpoint);
      if (line === undefined) throw new AppError("not_found", "There is no such endpoint.");
      admit(line);
      busy.add(line);
      storingCount++;
      try {
        const delivery = await stored(request, line, changes);
        const attempted = sent(delivery, line);
        // Whoever does not wait for it learns of it from the delivery.
        attempted.catch(() => {});
        return { deliveryId: delivery.id, attempted };
      } catch (fault) {
        busy.delete(line);
        throw fault;
      } finally {
        storingCount--;
      }
    },
    isInFlight: (delivery) => inFlight.has(delivery),
    get inFlightCount() {
      return inFlightCount;
    },
    isStoring: () => storingCount > 0,
  };

  /** @throws AppError `too_many` */
  function admit(line: Line): void {
    if (busy.has(line)) throw new AppError("too_many", "A test of this endpoint is under way: wait for it.", [], 1);
    let bucket = buckets.get(line);
    if (bucket === undefined) buckets.set(line, (bucket = createBucket(TESTS_A_SECOND, clock.now(), BURST)));
    const again = bucket.take(clock.now());
    if (again === null) return;
    const seconds = Math.ceil((again - clock.now()) / 1000);
    throw new AppError("too_many", "Too many tests of this endpoint: wait a moment.", [], seconds);
  }

  async function stored(
    { type, dataText }: TestRequest,
    line: Line,
    changes: Pick<Changes, "acceptTest">,
  ): Promise<DueDelivery> {
    const { environment, seq: endpoint, events } = line.endpoint;
    const scope = scopes.get(environment);
    assert(scope !== undefined, "unknown environment");
    const sample = await (type === null ? sampleFor(catalogs, scope, events) : sampleOf(catalogs, scope, type));
    const createdAt = clock.now();
    const made = newTest(scope, endpoint, dataText === null ? sample : { ...sample, dataText }, createdAt);
    const test = { ...made, environment, createdAt };
    const seq = await changes.acceptTest(test);
    if (feed.isHeard) tellTest(feed, test);
    return {
      seq,
      id: test.delivery,
      eventId: test.event.id,
      eventType: test.event.type,
      endpoint,
      lane: 0,
      step: 0,
      round: 0,
      dueAt: null,
      expressAt: createdAt,
      attemptsCount: 0,
      isTest: true,
      body: test.event.body,
    };
  }

  async function sent(delivery: DueDelivery, line: Line): Promise<Uint8Array> {
    inFlight.add(delivery.seq);
    try {
      const scope = scopes.get(line.endpoint.environment);
      assert(scope !== undefined, "the environment was deleted meanwhile");
      inFlightCount++;
      const attempted = await attempt(delivery, line, scope.profile).finally(() => void inFlightCount--);
      await record(attempted);
      return attempted.id;
    } catch (fault) {
      log.error("test failed", { error: fault });
      line.signing = null;
      await store.endTests([delivery.seq], OUR_FAULT, clock.now()).catch(() => {});
      throw fault;
    } finally {
      inFlight.delete(delivery.seq);
      busy.delete(line);
    }
  }
}

function newTest(scope: Scope, endpoint: number, { type, dataText }: Sample, createdAt: UnixMs) {
  const id = newId(createdAt);
  const body = scope.render({
    id: idText("evt", id),
    type,
    timestamp: new Date(createdAt).toISOString(),
    organization: scope.organizationText,
    environment: scope.environmentText,
    dataText,
  });
  return { event: { id, type, body }, endpoint, delivery: newId(createdAt) };
}
