/** The process: its file mode, its streams and its exit code. */
import { systemClock } from "./base/clock.ts";
import { run } from "./cli/program.ts";
import { withVerb } from "./cli/verb.ts";

/** What still holds the process so long after the verb's end is left behind. */
const LEAVE_MS = 1_000;

process.umask(0o077);
process.exitCode = await run(withVerb(process.argv.slice(2)), {
  env: process.env,
  isTerminal: process.stderr.isTTY,
  print: (text) => void process.stdout.write(`${text}\n`),
  tell: (text) => void process.stderr.write(`${text}\n`),
}).catch((bug: unknown) => {
  console.error(bug);
  return 1;
});
systemClock().after(LEAVE_MS, () => process.exit());
