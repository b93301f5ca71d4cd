/** The log's lines on their way to a process that reads them, or does not. */
import { expect, test } from "bun:test";
import { join } from "node:path";

const OUTPUT = join(import.meta.dir, "../../server/base/log-output.ts");

/** Writes lines of a thousand characters until there is no room, at most `linesMax`; tells on stderr how it went. */
const program = (linesMax: number) => `
  import { outputTo } from ${JSON.stringify(OUTPUT)};
  const output = outputTo(process.stdout);
  let linesCount = 0;
  const startedAt = performance.now();
  for (; linesCount < ${linesMax} && output.hasRoom(); linesCount++) output.write("x".repeat(999) + "\\n");
  console.error(JSON.stringify({ linesCount, isTerminal: output.isTerminal, tookMs: performance.now() - startedAt }));
`;

/** Reads what comes through a pipe only once it is told to: we ourselves would read ahead. */
const LATE_READER = '{ "$0" -e "$1" | { read -r told <&3; cat; } 2> /dev/null; } 3<&0';

test("a reader that stands still neither holds us nor fills our memory, and gets all that was taken", async () => {
  const command = ["sh", "-c", LATE_READER, process.execPath, program(10_000)];
  const child = Bun.spawn(command, { stdin: "pipe", stdout: "pipe", stderr: "pipe" });
  const { value } = await child.stderr.getReader().read();
  const report = JSON.parse(new TextDecoder().decode(value));
  expect(report.isTerminal).toBe(false);
  expect(report.linesCount).toBeLessThan(2_000);
  expect(report.tookMs).toBeLessThan(1_000);
  child.stdin.write("now\n");
  await child.stdin.end();
  expect(await new Response(child.stdout).text()).toBe(`${"x".repeat(999)}\n`.repeat(report.linesCount));
  expect(await child.exited).toBe(0);
});

test("a reader that is gone is no fault", async () => {
  const command = [process.execPath, "-e", program(500)];
  const child = Bun.spawn(command, { stdin: "ignore", stdout: "pipe", stderr: "pipe" });
  await child.stdout.cancel();
  expect(JSON.parse(await new Response(child.stderr).text()).linesCount).toBe(500);
  expect(await child.exited).toBe(0);
});
