/** How a line of the log looks to a person: `12:30:05 warn  loop stalled  lagMs=1200`. */

/** What a terminal would obey instead of show. */
// oxlint-disable-next-line no-control-regex
const CONTROL = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u2028\u2029\u202a-\u202e\u2066-\u2069]/g;

/** Turns one JSON line into one line for a terminal, a stack below it; the time is local. Control characters become `�`. */
export function lineForTerminal(json: string): string {
  const { level, time, event, stack, ...fields } = JSON.parse(json) as Record<string, string | number | boolean | null>;
  const shown = Object.entries(fields).map(([name, value]) => `  ${name}=${shownValue(value)}`);
  const line = `${new Date(String(time)).toTimeString().slice(0, 8)} ${String(level).padEnd(5)} ${event}${shown.join("")}`;
  return `${stack === undefined ? line : `${line}\n${stack}`}\n`.replace(CONTROL, "�");
}

function shownValue(value: string | number | boolean | null | undefined): string {
  return typeof value === "string" && /[\s"=]|^$/.test(value) ? JSON.stringify(value) : String(value);
}
