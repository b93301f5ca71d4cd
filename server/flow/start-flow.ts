/** Puts the steps together, and starts them from what the store holds. */
import type { Clock } from "../base/clock.ts";
import type { Dice } from "../base/dice.ts";
import type { Log } from "../base/log.ts";
import type { LoopWatch } from "../base/loop-watch.ts";
import type { Metrics } from "../base/metrics.ts";
import type { Send } from "../outbound/exchange.ts";
import type { SendMail } from "../outbound/mail.ts";
import { AFRESH } from "../rules/health.ts";
import { createUplinkWatch } from "../rules/uplink.ts";
import type { Store } from "../store/faces/store.ts";
import { createAccept } from "./accept.ts";
import { createAttempt } from "./attempt.ts";
import type { Catalogs } from "./catalogs.ts";
import type { CheckEvents } from "./check-events.ts";
import { type Dispatch, createDispatch } from "./dispatch.ts";
import type { Flow } from "./flow.ts";
import { startFolding } from "./fold.ts";
import { type Line, type Lines, createLines } from "./lines.ts";
import { type OwnersOf, createNoticeMaker } from "./notice-maker.ts";
import { createNotify } from "./notify.ts";
import { overloadOf } from "./overload.ts";
import { type Feed, createFeed } from "./feed.ts";
import { createRecorder } from "./record.ts";
import { createReplay } from "./replay.ts";
import type { Scopes } from "./scopes.ts";
import { type Settling, createSettling } from "./settle.ts";
import { createSteps } from "./steps.ts";
import { moveOf, tellEndpoint } from "./tell.ts";
import { createTests } from "./test-event.ts";

/** What the flow needs. */
export interface FlowRooms {
  store: Store;
  scopes: Scopes;
  checkEvents: CheckEvents;
  catalogs: Catalogs;
  send: Send;
  clock: Clock;
  dice: Dice;
  loop: LoopWatch;
  metrics: Metrics;
  log: Log;
  maxInFlight: number;
  /** Why nothing may be accepted for reasons outside the flow, `null` without. */
  intakeRefusal(): string | null;
  ownersOf: OwnersOf;
  /** `null` without a mail server. */
  sendMail: SendMail | null;
  /** Where people reach us, `null` when nobody said. */
  baseUrl: string | null;
}

/** The flow as the roof holds it. */
export interface RunningFlow extends Flow, Disposable {
  readonly feed: Feed;
  readonly inFlightCount: number;
  isUplinkDown(): boolean;
  /** Accepts and begins nothing more; attempts in flight go on. Disposing gives up the mail that is still being sent. */
  stop(): void;
  /** Whether nothing is being sent, recorded, swept or told, and nothing is about to be, but for so many attempts that hang. */
  isQuiet(hungCount?: number): boolean;
}

/** Verdicts that may wait for a store that cannot write, or is slow, before nothing more is sent. */
const PENDING_MAX = 10_000;

/** The steps, put together. */
type Parts = ReturnType<typeof putTogether>;

/** A change that neither turns off nor on. */
const NOTHING_BEGUN = { sweep: null, recovery: null };

/** Builds the flow and wakes every endpoint that has something due. */
export async function startFlow(rooms: FlowRooms): Promise<RunningFlow> {
  const parts = putTogether(rooms);
  const { lines, dispatch, settling, notify } = parts;
  await load(rooms, lines, dispatch, settling);
  notify.start();
  return faceOf(rooms, parts);
}

function putTogether(rooms: FlowRooms) {
  const { store, clock, log } = rooms;
  const lines = createLines(clock.now);
  const uplink = createUplinkWatch();
  const steps = createSteps(clock, log);
  const settling = createSettling({ store, clock, steps, wake, moved });
  const makeNotice = createNoticeMaker(rooms.ownersOf, rooms.sendMail !== null);
  const feed = createFeed();
  const folding = startFolding(store, clock);
  const intake = { isStopped: false };
  const recorder = createRecorder({
    ...rooms,
    lines,
    uplink,
    makeNotice,
    noticed: (notices) => notify.noticed(notices),
    feed,
    ring: (line, at) => dispatch.ring(line, at),
    sweep: settling.sweep,
  });
  const attempt = createAttempt(rooms);
  const dispatch: Dispatch = createDispatch({
    ...rooms,
    lines,
    attempt,
    record: recorder.record,
    isRecordFull: () => recorder.pendingCount >= PENDING_MAX,
    onFault: (event, fault) => log.error(event, { error: fault }),
  });

  function moved(endpoint: number): void {
    const line = lines.get(endpoint);
    if (feed.isHeard && line !== undefined) tellEndpoint(feed, "changed", line.endpoint, line.health);
  }

  function refusal(): string | null {
    if (intake.isStopped) return "Hookwheel is stopping. Send it again in a second, with the same Idempotency-Key.";
    const { capacity, turnLateMs } = dispatch;
    return rooms.intakeRefusal() ?? overloadOf({ store, capacity, loopLagMs: rooms.loop.lagMs, turnLateMs });
  }

  const accept = createAccept({ ...rooms, lines, feed, refusal, offer: dispatch.offer });
  const notify = createNotify({ ...rooms, lines, accept });
  const tests = createTests({ ...rooms, lines, feed, attempt, record: recorder.record, refusal });
  const replay = createReplay({ ...rooms, lines, wake });
  const working = { steps, settling, folding, notify, tests, recorder, dispatch };
  return { ...working, lines, uplink, makeNotice, feed, intake, accept, replay, wake, moved };

  function wake(endpoint: number): void {
    const line = lines.get(endpoint);
    if (line !== undefined) dispatch.wake(line);
  }
}

function faceOf({ scopes }: FlowRooms, parts: Parts): RunningFlow {
  const { lines, uplink, makeNotice, intake, dispatch, tests, notify } = parts;
  return {
    accept: parts.accept,
    scopeChanged: scopes.put,
    scopeRemoved: scopes.remove,
    feed: parts.feed,
    ...obeying(scopes, parts),
    enabledNotice: ({ environment }, at) =>
      makeNotice(environment, { kind: "enabled", reason: "enabled by a person" }, AFRESH, at),
    noticed: notify.noticed,
    healthOf: (endpoint) => lines.get(endpoint)?.health ?? null,
    isInFlight: (delivery) => dispatch.inFlight.has(delivery) || tests.isInFlight(delivery),
    wake: parts.wake,
    moved: parts.moved,
    replay: parts.replay,
    sendTest: tests.send,
    whileOff: (environment) => scopes.get(environment)!.profile.whileOff,
    get inFlightCount() {
      return dispatch.capacity.inFlight + tests.inFlightCount;
    },
    isUplinkDown: () => uplink.downSinceMonotonicMs !== null,
    stop() {
      intake.isStopped = true;
      dispatch.stop();
      parts.steps.stop();
      notify.stop();
      parts.folding.stop();
    },
    isQuiet: (hungCount = 0) =>
      dispatch.isQuiet(hungCount - tests.inFlightCount) &&
      !tests.isStoring() &&
      parts.recorder.pendingCount === 0 &&
      parts.steps.isQuiet() &&
      notify.isQuiet() &&
      parts.folding.isQuiet(),
    [Symbol.dispose]: () => notify[Symbol.dispose](),
  };
}

/** What follows from a change of an endpoint: memory at once, rows step by step. */
function obeying(
  scopes: Scopes,
  { lines, dispatch, settling, feed }: Parts,
): Pick<Flow, "endpointChanged" | "endpointRemoved" | "recoveryBegun"> {
  return {
    endpointChanged(endpoint, { sweep, recovery } = NOTHING_BEGUN) {
      // Deleted with its environment, right behind the change.
      if (scopes.get(endpoint.environment) === undefined) return;
      const before = lines.get(endpoint.seq)?.endpoint;
      const line = lines.put(endpoint);
      // Its secrets or its own headers may be others now.
      line.signing = null;
      dispatch.wake(line);
      if (sweep !== null) settling.sweep(sweep);
      if (recovery !== null) settling.recover(recovery);
      if (feed.isHeard) tellEndpoint(feed, moveOf(before, line.endpoint), line.endpoint, line.health);
    },
    endpointRemoved(endpoint, sweep) {
      const line = lines.get(endpoint);
      if (feed.isHeard && line !== undefined) tellEndpoint(feed, "removed", line.endpoint, line.health);
      lines.remove(endpoint);
      dispatch.remove(endpoint);
      settling.sweep(sweep);
    },
    recoveryBegun: settling.recover,
  };
}

/** One index seek an endpoint, whatever waits behind it. */
async function load({ store }: FlowRooms, lines: Lines, dispatch: Dispatch, settling: Settling): Promise<void> {
  for (const { endpoint, health } of await store.loadEndpoints()) {
    const line: Line = lines.put(endpoint, health);
    if (endpoint.status === "active") await ringNext(store, dispatch, line);
  }
  await settling.resume();
}

async function ringNext(store: Store, dispatch: Dispatch, line: Line): Promise<void> {
  const times = await Promise.all([store.nextTimes(line.endpoint.seq, 0, 1), store.nextTimes(line.endpoint.seq, 1, 1)]);
  const earliest = times.flat().map(({ nextAt }) => nextAt);
  line.hasBacklog = earliest.length > 0;
  if (line.hasBacklog) dispatch.ring(line, Math.min(...earliest));
}
