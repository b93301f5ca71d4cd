/** What is counted and measured, for Prometheus. */
import Counter from "prom-client/lib/counter.js";
import Gauge from "prom-client/lib/gauge.js";
import Histogram from "prom-client/lib/histogram.js";
import Registry from "prom-client/lib/registry.js";

/** Reads that are taken when somebody scrapes. */
export interface Readings {
  waiting(): Promise<number>;
  inFlight(): number;
  loopLagMs(): number;
  isUplinkDown(): boolean;
  faults(): number;
  mailsWaiting(): Promise<number>;
}

/** The instruments, ready to be used on the hot path. */
export interface Metrics {
  readonly registry: Registry;
  readonly accepted: Counter;
  readonly delivered: Counter;
  /** By kind. */
  readonly notices: Counter<"kind">;
  /** Mails tried, by result: `sent`, `failed` (to be tried again), `given_up`. */
  readonly mails: Counter<"result">;
  readonly streamsOpen: Gauge;
  readonly streamsDropped: Counter;
  /** Counts an attempt by its outcome, of the closed list. */
  countAttempt(outcome: string): void;
  /** Takes note of a commit with its fsync. */
  countCommit(commit: { unitsCount: number; durationMs: number }): void;
  /** Takes over the readings, once there is something to read. */
  read(readings: Readings): void;
}

/** A registry of its own, so that several instances in a process do not share counts. */
export function createMetrics(): Metrics {
  const registry = new Registry();
  const registers = [registry];
  return {
    registry,
    accepted: new Counter({ name: "hookwheel_events_accepted_total", help: "Events accepted.", registers }),
    delivered: new Counter({ name: "hookwheel_deliveries_delivered_total", help: "Deliveries delivered.", registers }),
    notices: new Counter({
      name: "hookwheel_notices_total",
      help: "Notices to owners, by kind.",
      labelNames: ["kind"],
      registers,
    }),
    mails: new Counter({
      name: "hookwheel_mails_total",
      help: "Mails tried, by result.",
      labelNames: ["result"],
      registers,
    }),
    streamsOpen: new Gauge({ name: "hookwheel_streams_open", help: "Streams that are open.", registers }),
    streamsDropped: new Counter({
      name: "hookwheel_streams_dropped_total",
      help: "Streams whose reader was too slow.",
      registers,
    }),
    countAttempt: attemptCounter(registers),
    countCommit: commitCounter(registers),
    read: (readings) => readWith(readings, registers),
  };
}

/** Each outcome's counter is looked up once: labels are slow to find. */
function attemptCounter(registers: Registry[]): Metrics["countAttempt"] {
  const attempts = new Counter({
    name: "hookwheel_attempts_total",
    help: "Attempts by outcome.",
    labelNames: ["outcome"],
    registers,
  });
  const counters = new Map<string, Counter.Internal>();
  return (outcome) => {
    let counter = counters.get(outcome);
    if (counter === undefined) counters.set(outcome, (counter = attempts.labels(outcome)));
    counter.inc();
  };
}

function commitCounter(registers: Registry[]): Metrics["countCommit"] {
  const units = new Histogram({
    name: "hookwheel_commit_units",
    help: "Requests and verdicts that shared a commit.",
    buckets: [1, 3, 10, 30, 100, 300, 1000],
    registers,
  });
  const seconds = new Histogram({
    name: "hookwheel_commit_seconds",
    help: "Time of a commit with its fsync, in seconds.",
    buckets: [0.0003, 0.001, 0.003, 0.01, 0.03, 0.1, 0.3, 1],
    registers,
  });
  return ({ unitsCount, durationMs }) => {
    units.observe(unitsCount);
    seconds.observe(durationMs / 1000);
  };
}

function readWith(readings: Readings, registers: Registry[]): void {
  const gauge = (name: string, help: string, value: () => number | Promise<number>) =>
    new Gauge({
      name,
      help,
      registers,
      async collect() {
        this.set(await value());
      },
    });
  gauge("hookwheel_deliveries_waiting", "Deliveries that wait, held ones included.", readings.waiting);
  gauge("hookwheel_in_flight", "Attempts in flight.", readings.inFlight);
  gauge("hookwheel_loop_lag_seconds", "How late the event loop runs, in seconds.", () => readings.loopLagMs() / 1000);
  gauge("hookwheel_uplink_down", "1 while nobody answers us: the fault is ours.", () => +readings.isUplinkDown());
  gauge("hookwheel_mails_waiting", "Mails that are yet to be sent.", readings.mailsWaiting);
  gauge("hookwheel_faults_total", "Faults of our own, each with a line in the log.", readings.faults);
}
