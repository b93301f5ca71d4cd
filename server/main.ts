/** The process: its file mode, its cap on requests, its streams and its exit code. */
import { systemClock } from "./base/clock.ts";
import { withVerb } from "./cli/verb.ts";

/** Read by the runtime at its start alone; the most that it takes. Our own limit is HOOKWHEEL_MAX_IN_FLIGHT. */
const REQUESTS_CAP = { name: "BUN_CONFIG_MAX_HTTP_REQUESTS", value: "65336" };

/** What still holds the process so long after the verb's end is left behind. */
const LEAVE_MS = 1_000;

process.umask(0o077);
const args = withVerb(process.argv.slice(2));
if (args[0] === "serve" && process.env[REQUESTS_CAP.name] !== REQUESTS_CAP.value) {
  const isCompiled = import.meta.dir.startsWith("/$bunfs/");
  const ourselves = isCompiled ? [] : [...process.execArgv, Bun.main];
  process.execve?.(process.execPath, [process.execPath, ...ourselves, ...args], {
    ...process.env,
    [REQUESTS_CAP.name]: REQUESTS_CAP.value,
  });
}

const { run } = await import("./cli/program.ts");
process.exitCode = await run(args, {
  env: process.env,
  isTerminal: process.stderr.isTTY,
  print: (text) => void process.stdout.write(`${text}\n`),
  tell: (text) => void process.stderr.write(`${text}\n`),
}).catch((bug: unknown) => {
  console.error(bug);
  return 1;
});
systemClock().after(LEAVE_MS, () => process.exit());
