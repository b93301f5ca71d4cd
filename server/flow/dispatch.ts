/** Step 3, dispatch: an endpoint's time came; its due deliveries go out, as many as it has free slots, oldest first. */
import type { Clock, UnixMs } from "../base/clock.ts";
import type { DueDelivery } from "../rules/delivery.ts";
import { openingOf } from "../rules/hold.ts";
import { slotsAfter } from "../rules/slots.ts";
import type { NextTime } from "../store/faces/deliveries.ts";
import type { Store } from "../store/faces/store.ts";
import { type Alarms, createAlarms } from "./alarms.ts";
import type { Attempt, Attempted } from "./attempt.ts";
import { type Capacity, createCapacity } from "./capacity.ts";
import { chooseDue } from "./choose-due.ts";
import type { Line, Lines } from "./lines.ts";
import { createQueue } from "./queue.ts";
import { NOT_ENABLED_REASON, type Scopes } from "./scopes.ts";

/** What dispatch needs. */
export interface DispatchRooms {
  store: Store;
  lines: Lines;
  scopes: Pick<Scopes, "get">;
  clock: Clock;
  attempt: Attempt;
  /** Attempts in flight over all endpoints. */
  maxInFlight: number;
  /** Judges and writes what came of an attempt; resolves when it is committed. */
  record(attempted: Attempted): Promise<void>;
  /** Whether verdicts pile up uncommitted, so that nothing more may be sent. */
  isRecordFull(): boolean;
  onFault(event: string, fault: unknown): void;
}

/** The sending side of the flow. */
export interface Dispatch extends Pick<Alarms, "ring"> {
  /** Deliveries handed over, being attempted, or whose verdict is not committed. */
  readonly inFlight: ReadonlySet<number>;
  readonly capacity: Capacity;
  /** How long the first of the healthy endpoints has waited for its turn, in ms. */
  turnLateMs(): number;
  /** Takes a delivery that was just committed: into a free slot of a line without backlog, else it waits in the store. */
  offer(delivery: DueDelivery): void;
  /** Looks at a line as soon as it is its turn. */
  wake(line: Line): void;
  remove(endpoint: number): void;
  /** Begins nothing more, but for what was handed over already. */
  stop(): void;
  /** Whether nothing is being read, sent or about to be, but for so many attempts that hang. */
  isQuiet(hungCount: number): boolean;
}

/** How long a turn of the queue may hold the event loop, in ms. */
const TURN_MS_MAX = 5;

/** So many attempts of a line may wait for their commit, before more of lane 1 goes out. */
const OLD_UNSETTLED_MAX = 64;

/** How long a delivery or a line rests after a fault of ours, in ms. */
const FAULT_REST_MS = 60_000;

/** Builds the step. */
export function createDispatch(rooms: DispatchRooms): Dispatch {
  const { store, lines, scopes, clock } = rooms;
  const inFlight = new Set<number>();
  const capacity = createCapacity(rooms.maxInFlight);
  const queue = createQueue();
  const alarms = createAlarms(lines, clock, wake);
  let offered: { delivery: DueDelivery; line: Line }[] = [];
  let isTurning = false;
  let isStopped = false;

  return {
    inFlight,
    capacity,
    turnLateMs: () => queue.waitMs(clock.monotonicMs()),
    ring: alarms.ring,
    offer,
    wake,
    remove: alarms.remove,
    stop() {
      takeOffered();
      isStopped = true;
      alarms.stop();
    },
    isQuiet: (hungCount) =>
      !isTurning && offered.length === 0 && capacity.inFlight === hungCount && (queue.size === 0 || !mayBegin()),
  };

  /**
   * Whoever posted is answered first: a receiver that is woken by a request may take the processor from us. Claimed at once,
   * since the row may be read meanwhile.
   */
  function offer(delivery: DueDelivery): void {
    const line = lines.get(delivery.endpoint);
    if (line === undefined || inFlight.has(delivery.seq)) return;
    claim(delivery, line);
    if (offered.length === 0) setImmediate(takeOffered);
    offered.push({ delivery, line });
  }

  function takeOffered(): void {
    const taken = offered;
    offered = [];
    for (const { delivery, line } of taken) take(delivery, line);
  }

  function take(delivery: DueDelivery, line: Line): void {
    const now = clock.now();
    const isFree = !line.hasBacklog && isEnabled(line) && freeSlots(line, now) > 0 && takesToken(line, now);
    if (isFree) return begin(delivery, line);
    settle(delivery, line);
    line.hasBacklog = true;
    wake(line);
  }

  function wake(line: Line): void {
    queue.add(line, clock.monotonicMs());
    capacity.recount(line);
    startTurn();
  }

  function startTurn(): void {
    if (isTurning || queue.size === 0 || !mayBegin()) return;
    isTurning = true;
    setImmediate(turn);
  }

  function mayBegin(): boolean {
    return !isStopped && capacity.hasRoom() && !rooms.isRecordFull();
  }

  /** Serves lines in fair order until there is none left, the capacity is used up, or the loop wants its turn. */
  async function turn(): Promise<void> {
    const endsMs = clock.monotonicMs() + TURN_MS_MAX;
    while (mayBegin()) {
      const line = queue.take();
      if (line === null) break;
      await serve(line).catch((fault) => endOfServing(line, fault));
      capacity.recount(line);
      if (clock.monotonicMs() < endsMs) continue;
      setImmediate(turn);
      return;
    }
    isTurning = false;
  }

  /** Slots that may be used now; a line that must wait is rung when it may. */
  function freeSlots(line: Line, now: UnixMs): number {
    if (isStopped || line.endpoint.status !== "active") return 0;
    const opening = openingOf(line.health, now);
    if (opening === "none") alarms.ring(line, line.health.heldUntil!);
    const slots = opening === "all" ? line.slots : opening === "one" ? 1 : 0;
    return Math.min(slots - line.inFlight, capacity.roomFor(line));
  }

  async function serve(line: Line): Promise<void> {
    const now = clock.now();
    const free = freeSlots(line, now);
    line.hasBacklog = true;
    if (free <= 0) return;
    const seq = line.endpoint.seq;
    // Rows whose verdict is not committed come along, and are passed over.
    const limit = free + line.unsettled + 1;
    const [newRows, oldRows] = await Promise.all([store.nextTimes(seq, 0, limit), store.nextTimes(seq, 1, limit)]);
    const idleOld = oldRows.filter(isIdle);
    // Of old rows no more go out than are soon committed: else their verdicts would stand before everybody's events.
    const oldMost = Math.max(0, OLD_UNSETTLED_MAX - line.unsettled);
    const isAllowed = ({ nextAt }: NextTime, at: number) => at < oldMost || nextAt > now;
    const allowedOld = idleOld.filter(isAllowed);
    line.isPutOff = allowedOld.length < idleOld.length;
    line.isPassedOver = idleOld.length < oldRows.length;
    const due = chooseDue(newRows.filter(isIdle), allowedOld, now, free, line.turnsCount++);
    if (due.chosen.length > 0 && !isEnabled(line)) {
      await store.skipDeliveries(due.chosen, NOT_ENABLED_REASON, now);
      return wake(line);
    }
    const deliveries = await store.readDueDeliveries(due.chosen);
    for (const delivery of deliveries) {
      if (inFlight.has(delivery.seq)) continue;
      if (!takesToken(line, now)) return;
      claim(delivery, line);
      begin(delivery, line);
    }
    if (due.hasMore || line.isPutOff || line.isQueued) return;
    line.hasBacklog = false;
    if (due.nextAt !== null) alarms.ring(line, due.nextAt);
  }

  /** Whether its organization may have webhooks: else what would go out is skipped. */
  function isEnabled({ endpoint }: Line): boolean {
    return scopes.get(endpoint.environment)?.of.organization.webhooksEnabled !== false;
  }

  function isIdle({ seq }: NextTime): boolean {
    return !inFlight.has(seq);
  }

  function takesToken(line: Line, now: UnixMs): boolean {
    if (line.bucket === null) return true;
    const waitsUntil = line.bucket.take(now);
    if (waitsUntil === null) return true;
    alarms.ring(line, waitsUntil);
    return false;
  }

  function claim(delivery: DueDelivery, line: Line): void {
    inFlight.add(delivery.seq);
    line.unsettled++;
  }

  /** Sends what is claimed. */
  function begin(delivery: DueDelivery, line: Line): void {
    const scope = scopes.get(line.endpoint.environment);
    // Deleted while its rows were read; a sweep cancels them.
    if (scope === undefined) return settle(delivery, line);
    capacity.begin(line);
    rooms.attempt(delivery, line, scope.profile).then(
      (attempted) => end(attempted),
      (fault) => endOfFault(delivery, line, fault),
    );
  }

  function end(attempted: Attempted): void {
    const { line, delivery, exchange } = attempted;
    capacity.end(line);
    line.slots = slotsAfter(line.slots, exchange.outcome.kind === "delivered", line.endpoint.maxInFlight);
    const recorded = rooms.record(attempted);
    if (line.hasBacklog) wake(line);
    // Others may wait at the capacity, or below for verdicts to be committed.
    else startTurn();
    recorded.then(() => {
      settle(delivery, line);
      if (line.isPutOff || line.isPassedOver) wake(line);
      startTurn();
    });
  }

  /** A bug of ours, or a store that cannot be read: the line rests for a while. */
  function endOfServing(line: Line, fault: unknown): void {
    rooms.onFault("dispatch failed", fault);
    alarms.ring(line, clock.now() + FAULT_REST_MS);
  }

  /** A bug of ours: the delivery stays waiting, and rests for a while. */
  function endOfFault(delivery: DueDelivery, line: Line, fault: unknown): void {
    capacity.end(line);
    line.signing = null;
    rooms.onFault("attempt failed", fault);
    startTurn();
    clock.after(FAULT_REST_MS, () => {
      settle(delivery, line);
      wake(line);
    });
  }

  function settle(delivery: DueDelivery, line: Line): void {
    inFlight.delete(delivery.seq);
    line.unsettled--;
  }
}
