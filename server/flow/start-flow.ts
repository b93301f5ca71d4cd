/** Puts the steps together, and starts them from what the store holds. */
import type { Clock } from "../base/clock.ts";
import type { Dice } from "../base/dice.ts";
import type { Log } from "../base/log.ts";
import type { LoopWatch } from "../base/loop-watch.ts";
import type { Metrics } from "../base/metrics.ts";
import type { Send } from "../outbound/exchange.ts";
import { createUplinkWatch } from "../rules/uplink.ts";
import type { Store } from "../store/faces/store.ts";
import { createAccept } from "./accept.ts";
import { createAttempt } from "./attempt.ts";
import type { CheckEvents } from "./check-events.ts";
import { type Dispatch, createDispatch } from "./dispatch.ts";
import type { Flow } from "./flow.ts";
import { type Line, type Lines, createLines } from "./lines.ts";
import { overloadOf } from "./overload.ts";
import { createRecorder } from "./record.ts";
import type { Scopes } from "./scopes.ts";
import { createSweeper } from "./sweep.ts";

/** What the flow needs. */
export interface FlowRooms {
  store: Store;
  scopes: Scopes;
  checkEvents: CheckEvents;
  send: Send;
  clock: Clock;
  dice: Dice;
  loop: LoopWatch;
  metrics: Metrics;
  log: Log;
  maxInFlight: number;
  /** Why nothing may be accepted for reasons outside the flow, `null` without. */
  intakeRefusal(): string | null;
}

/** The flow as the roof holds it. */
export interface RunningFlow extends Flow {
  readonly inFlightCount: number;
  isUplinkDown(): boolean;
  /** Accepts and begins nothing more; attempts in flight go on. */
  stop(): void;
  /** Whether nothing is being sent, recorded or swept, and nothing is about to be, but for so many attempts that hang. */
  isQuiet(hungCount?: number): boolean;
}

/** Verdicts that may wait for a store that cannot write, before nothing more is sent. */
const STUCK_MAX = 10_000;

/** Builds the flow and wakes every endpoint that has something due. */
export async function startFlow(rooms: FlowRooms): Promise<RunningFlow> {
  const { store, clock, log } = rooms;
  const lines = createLines(clock.now);
  const uplink = createUplinkWatch();
  const sweeper = createSweeper(store, clock);
  const recorder = createRecorder({
    ...rooms,
    lines,
    uplink,
    ring: (line, at) => dispatch.ring(line, at),
    sweep: sweeper.start,
  });
  const dispatch: Dispatch = createDispatch({
    ...rooms,
    lines,
    attempt: createAttempt(rooms),
    record: recorder.record,
    isRecordFull: () => recorder.stuckCount >= STUCK_MAX,
    onFault: (event, fault) => log.error(event, { error: fault }),
  });
  let isStopped = false;

  function refusal(): string | null {
    if (isStopped) return "Hookwheel is stopping. Send it again in a second, with the same Idempotency-Key.";
    const { capacity, turnLateMs } = dispatch;
    return rooms.intakeRefusal() ?? overloadOf({ store, capacity, loopLagMs: rooms.loop.lagMs, turnLateMs });
  }

  await load(rooms, lines, dispatch, sweeper.start);
  return {
    accept: createAccept({ ...rooms, lines, refusal, offer: dispatch.offer }),
    scopeChanged: rooms.scopes.put,
    scopeRemoved: rooms.scopes.remove,
    endpointChanged: (endpoint) => dispatch.wake(lines.put(endpoint)),
    endpointRemoved(endpoint, sweep) {
      lines.remove(endpoint);
      dispatch.remove(endpoint);
      sweeper.start(sweep);
    },
    endpointSecretsChanged(endpoint) {
      const line = lines.get(endpoint);
      if (line !== undefined) line.signing = null;
    },
    healthOf: (endpoint) => lines.get(endpoint)?.health ?? null,
    isInFlight: (delivery) => dispatch.inFlight.has(delivery),
    wake(endpoint) {
      const line = lines.get(endpoint);
      if (line !== undefined) dispatch.wake(line);
    },
    get inFlightCount() {
      return dispatch.capacity.inFlight;
    },
    isUplinkDown: () => uplink.downSinceMonotonicMs !== null,
    stop() {
      isStopped = true;
      dispatch.stop();
      sweeper.stop();
    },
    isQuiet: (hungCount = 0) => dispatch.isQuiet(hungCount) && recorder.pendingCount === 0 && sweeper.isQuiet(),
  };
}

/** One index seek an endpoint, whatever waits behind it. */
async function load(
  { store }: FlowRooms,
  lines: Lines,
  dispatch: Dispatch,
  sweep: (sweep: Awaited<ReturnType<Store["loadSweeps"]>>[number]) => void,
): Promise<void> {
  for (const { endpoint, health } of await store.loadEndpoints()) {
    const line: Line = lines.put(endpoint, health);
    if (endpoint.status === "active") await ringNext(store, dispatch, line);
  }
  for (const left of await store.loadSweeps()) sweep(left);
}

async function ringNext(store: Store, dispatch: Dispatch, line: Line): Promise<void> {
  const times = await Promise.all([store.nextTimes(line.endpoint.seq, 0, 1), store.nextTimes(line.endpoint.seq, 1, 1)]);
  const earliest = times.flat().map(({ nextAt }) => nextAt);
  line.hasBacklog = earliest.length > 0;
  if (line.hasBacklog) dispatch.ring(line, Math.min(...earliest));
}
