/** Steps 5 and 6, judge and record: what follows from an attempt, in commit order, written until it is committed. */
import type { Clock } from "../base/clock.ts";
import type { Dice } from "../base/dice.ts";
import { idText } from "../base/ids.ts";
import type { Log } from "../base/log.ts";
import type { LoopWatch } from "../base/loop-watch.ts";
import type { Metrics } from "../base/metrics.ts";
import type { VerdictNotice } from "../rules/notice.ts";
import type { Outcome } from "../rules/outcome.ts";
import type { UplinkWatch } from "../rules/uplink.ts";
import { judge } from "../rules/verdict.ts";
import type { NewVerdict } from "../store/faces/attempts.ts";
import type { NewNotice } from "../store/faces/notices.ts";
import type { Sweep } from "../store/faces/endpoints.ts";
import type { Store } from "../store/faces/store.ts";
import type { Attempted } from "./attempt.ts";
import type { Feed } from "./feed.ts";
import type { Line, Lines } from "./lines.ts";
import type { MakeNotice } from "./notice-maker.ts";
import type { Scopes } from "./scopes.ts";
import { tellAttempt } from "./tell.ts";

/** What recording needs. */
export interface RecordRooms {
  store: Store;
  lines: Lines;
  scopes: Pick<Scopes, "get">;
  clock: Clock;
  dice: Dice;
  loop: Pick<LoopWatch, "hasStalledDuring">;
  uplink: UplinkWatch;
  metrics: Metrics;
  log: Log;
  feed: Feed;
  /** Looks at a line at a time. */
  ring(line: Line, at: number): void;
  /** Begins to settle what waits for an endpoint that was disabled. */
  sweep(sweep: Sweep): void;
  makeNotice: MakeNotice;
  /** Notices were stored. */
  noticed(notices: readonly NewNotice[]): void;
}

/** The step. */
export interface Recorder {
  /** Judges at once; resolves when the verdict is committed, however long that takes. */
  record(attempted: Attempted): Promise<void>;
  /** Verdicts that wait for a store that cannot write. */
  readonly stuckCount: number;
  readonly pendingCount: number;
}

/** What nearly all verdicts have. */
const NO_NOTICES: readonly NewNotice[] = [];

/** How long to wait before a verdict is written again, in ms. */
const AGAIN_MS = 1000;

/** Builds the step. */
export function createRecorder(rooms: RecordRooms): Recorder {
  const { store, clock, metrics } = rooms;
  let stuckCount = 0;
  let pendingCount = 0;
  let told = "";
  return {
    get stuckCount() {
      return stuckCount;
    },
    get pendingCount() {
      return pendingCount;
    },
    async record(attempted) {
      const before = attempted.line.health;
      const verdict = judged(rooms, attempted);
      pendingCount++;
      const sweep = await writeUntilCommitted(attempted, verdict);
      pendingCount--;
      if (!attempted.delivery.isTest) count(verdict);
      if (rooms.feed.isHeard) tellAttempt(rooms.feed, attempted, verdict, before);
      const { change } = verdict;
      const nextAt = change.kind === "retry" ? change.dueAt : attempted.delivery.dueAt;
      if (nextAt !== null && change.kind !== "delivered") rooms.ring(attempted.line, nextAt);
      if (verdict.disable !== null) attempted.line.disabling = null;
      if (sweep !== null) rooms.sweep(sweep);
      if (verdict.notices.length > 0) rooms.noticed(verdict.notices);
    },
  };

  async function writeUntilCommitted({ line }: Attempted, verdict: NewVerdict): Promise<Sweep | null> {
    for (let isFirst = true; ; isFirst = false) {
      try {
        const sweep = await store.recordVerdict(verdict, !isFirst);
        if (!isFirst && --stuckCount === 0) told = "";
        return sweep;
      } catch (fault) {
        if (isFirst) stuckCount++;
        // Thousands may be stuck for one reason, and the log may lie on the same disk: it is told once.
        if (told !== String(fault)) rooms.log.error("verdicts not stored, tried again every second", { error: fault });
        told = String(fault);
        await new Promise<void>((resolve) => clock.after(AGAIN_MS, resolve));
        // Later verdicts of the endpoint may have been committed meanwhile.
        verdict.health = line.health;
      }
    }
  }

  function count({ attempt, change }: NewVerdict): void {
    metrics.countAttempt(attempt.outcome);
    if (change.kind === "delivered") metrics.delivered.inc();
  }
}

/** Judges an attempt, and lets its endpoint's line obey at once. */
function judged(rooms: RecordRooms, attempted: Attempted): NewVerdict {
  const { delivery, line, trigger, exchange, turnedOnCount } = attempted;
  // As it is now: it may have been changed while the attempt was under way.
  const profile = rooms.scopes.get(line.endpoint.environment)?.profile ?? attempted.profile;
  const outcome = outcomeOf(rooms, attempted);
  const verdict = judge({
    delivery,
    trigger,
    outcome,
    startedAt: exchange.startedAt,
    endedAt: exchange.endedAt,
    profile,
    dice: rooms.dice(),
    endpoint: line.endpoint,
    isOutdated: turnedOnCount !== line.turnedOnCount,
    health: line.health,
  });
  const { disable, health, notices } = verdict;
  line.health = health;
  if (disable !== null) turnOff(rooms, line, disable, exchange.endedAt);
  const makeStored = (notice: VerdictNotice) =>
    rooms.makeNotice(line.endpoint.environment, notice, health, exchange.endedAt);
  return {
    delivery: delivery.seq,
    endpoint: line.endpoint.seq,
    round: delivery.round,
    attempt: attemptOf(attempted, outcome),
    change: verdict.change,
    health,
    notices: notices.length === 0 ? NO_NOTICES : notices.map(makeStored),
    disable: disable === null ? null : { reason: disable, isSkipping: profile.whileOff.disabled === "skipped" },
    at: exchange.endedAt,
  };
}

function attemptOf({ id, delivery, trigger, request, exchange }: Attempted, outcome: Outcome): NewVerdict["attempt"] {
  return {
    id,
    number: delivery.attemptsCount + 1,
    trigger,
    startedAt: exchange.startedAt,
    durationMs: exchange.durationMs,
    outcome: outcome.kind,
    reason: outcome.reason,
    status: outcome.status,
    address: exchange.address,
    request,
    response: exchange.response,
    timing: exchange.timing,
  };
}

/** The outcome as seen, or ours when nobody answers us, or when our process stood still. */
function outcomeOf(
  { loop, uplink }: RecordRooms,
  { line, exchange, startedMonotonicMs, endedMonotonicMs }: Attempted,
): Outcome {
  const { outcome } = exchange;
  const isStalled = outcome.kind === "timed_out" && loop.hasStalledDuring(startedMonotonicMs, endedMonotonicMs);
  if (isStalled) return { ...outcome, kind: "our_stall", reason: `our process stood still (${outcome.reason})` };
  // An answer from no address is that of a receiver of our own: it says nothing of the network.
  if (outcome.status !== null && exchange.address === null) return outcome;
  const fault = uplink.note({ endpoint: line.endpoint.seq, outcome, startedMonotonicMs, endedMonotonicMs });
  if (fault === "theirs" || outcome.status !== null) return outcome;
  return { ...outcome, kind: "our_network", reason: `our network was down (${outcome.reason})` };
}

function turnOff({ lines, log }: RecordRooms, line: Line, reason: string, at: number): void {
  lines.put({ ...line.endpoint, status: "disabled", statusReason: reason, updatedAt: at });
  line.disabling = reason;
  log.warn("webhook disabled", { endpointId: idText("ep", line.endpoint.id), reason });
}
