/** The log's lines on their way to a process that reads them, or does not. */
import { expect, test } from "bun:test";
import { join } from "node:path";

const OUTPUT = join(import.meta.dir, "../../server/base/log-output.ts");

/** Writes lines of a thousand characters until there is no room, at most `linesMax`; tells on stderr how it went. */
function writer(linesMax: number): Bun.Subprocess<"ignore", "pipe", "pipe"> {
  const program = `
    import { outputTo } from ${JSON.stringify(OUTPUT)};
    const output = outputTo(process.stdout);
    let linesCount = 0;
    const startedAt = performance.now();
    for (; linesCount < ${linesMax} && output.hasRoom(); linesCount++) output.write("x".repeat(999) + "\\n");
    console.error(JSON.stringify({ linesCount, isTerminal: output.isTerminal, tookMs: performance.now() - startedAt }));
  `;
  return Bun.spawn([process.execPath, "-e", program], { stdin: "ignore", stdout: "pipe", stderr: "pipe" });
}

test("a reader that stands still neither holds us nor fills our memory, and gets all that was taken", async () => {
  const child = writer(10_000);
  const report = JSON.parse(await new Response(child.stderr).text());
  expect(report.isTerminal).toBe(false);
  expect(report.linesCount).toBeLessThan(5_000);
  expect(report.tookMs).toBeLessThan(1_000);
  expect(await new Response(child.stdout).text()).toBe(`${"x".repeat(999)}\n`.repeat(report.linesCount));
  expect(await child.exited).toBe(0);
});

test("a reader that is gone is no fault", async () => {
  const child = writer(500);
  await child.stdout.cancel();
  expect(JSON.parse(await new Response(child.stderr).text()).linesCount).toBe(500);
  expect(await child.exited).toBe(0);
});
