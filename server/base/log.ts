/** The log: JSON lines, or one-liners on a terminal, of a closed list of fields, so that no payload and no secret gets in. */
import { pino } from "pino";
import type { Clock } from "./clock.ts";
import { lineForTerminal } from "./log-line.ts";

/** From the wordiest on. */
export const LOG_LEVELS = ["debug", "info", "warn", "error"] as const;

/** Lines below it are not written. */
export type LogLevel = (typeof LOG_LEVELS)[number];

/** Everything that a line may carry beside time, level, event and error. Ids as TypeIDs; `path` without its query. */
const FIELD_NAMES = [
  "requestId",
  "method",
  "path",
  "status",
  "durationMs",
  "endpointId",
  "count",
  "url",
  "pid",
  "dataDir",
  "adminKeyPath",
  "isFirstBoot",
  "version",
  "signal",
  "reason",
  "organizationId",
  "profile",
] as const;

const FIELDS: ReadonlySet<string> = new Set(FIELD_NAMES);

/** A name of the closed list. */
export type LogField = (typeof FIELD_NAMES)[number];

/** What a line carries. `error` is whatever was thrown: its name, text and stack are kept, nothing else of it. */
export type LogFields = { readonly [field in LogField]?: string | number | boolean | null } & {
  readonly error?: unknown;
};

/** Writes what happened. `event` is a short constant phrase; what varies is a field. */
export interface Log {
  debug(event: string, fields?: LogFields): void;
  info(event: string, fields?: LogFields): void;
  warn(event: string, fields?: LogFields): void;
  error(event: string, fields?: LogFields): void;
  /** Whether lines of a level are written, for whoever would go to some length to make one. */
  isWritten(level: LogLevel): boolean;
  /** Lines of level `error` so far, also those that nobody read: each is a fault of ours. */
  readonly errorsCount: number;
}

/** Where lines go. */
export interface LogOutput {
  /** Whether lines are for a person's eyes. */
  readonly isTerminal: boolean;
  /** Whether the reader keeps up; without room lines are dropped and counted, for the log must not hold the loop. */
  hasRoom(): boolean;
  write(line: string): void;
}

/** A text longer than this is cut, in characters. */
const TEXT_LENGTH_MAX = 2_000;

/** Makes a log that tells the time by `clock`. */
export function createLog(level: LogLevel, clock: Pick<Clock, "now">, output: LogOutput): Log {
  const lines = pino(
    {
      level,
      base: null,
      timestamp: () => `,"time":"${new Date(clock.now()).toISOString()}"`,
      formatters: { level: (label) => ({ level: label }) },
    },
    { write: (line) => output.write(output.isTerminal ? lineForTerminal(line) : line) },
  );
  let errorsCount = 0;
  let droppedCount = 0;

  function write(lineLevel: LogLevel, event: string, fields: LogFields = {}): void {
    if (lineLevel === "error") errorsCount++;
    if (!lines.isLevelEnabled(lineLevel)) return;
    if (!output.hasRoom()) {
      droppedCount++;
      return;
    }
    if (droppedCount > 0) lines.warn({ event: "log lines dropped", count: droppedCount });
    droppedCount = 0;
    lines[lineLevel]({ event, ...allowed(fields) });
  }

  return {
    debug: (event, fields) => write("debug", event, fields),
    info: (event, fields) => write("info", event, fields),
    warn: (event, fields) => write("warn", event, fields),
    error: (event, fields) => write("error", event, fields),
    isWritten: (asked) => lines.isLevelEnabled(asked),
    get errorsCount() {
      return errorsCount;
    },
  };
}

/** What of the fields may be written, whatever the caller's types let through. */
function allowed(fields: LogFields): Record<string, string | number | boolean | null> {
  const kept: Record<string, string | number | boolean | null> = {};
  for (const [name, value] of Object.entries(fields) as [string, unknown][]) {
    if (!FIELDS.has(name)) continue;
    if (typeof value === "string") kept[name] = cut(value);
    else if (typeof value === "number" || typeof value === "boolean" || value === null) kept[name] = value;
  }
  if (fields.error !== undefined) Object.assign(kept, described(fields.error));
  return kept;
}

function described(error: unknown): { error: string; stack?: string } {
  if (!(error instanceof Error)) return { error: cut(String(error)) };
  const frames = error.stack?.split("\n").filter((line) => /^\s+at /.test(line));
  return { error: cut(`${error.name}: ${error.message}`), ...(frames && { stack: cut(frames.join("\n")) }) };
}

function cut(text: string): string {
  return text.length <= TEXT_LENGTH_MAX ? text : `${text.slice(0, TEXT_LENGTH_MAX)}…`;
}
