/** What depends on how the process was started: the cap on requests, proxies, and the limit of open files. */
import { expect, test } from "bun:test";
import { freePort, keeping, startRawReceiver } from "../help/raw-receiver.ts";
import { sendAlone } from "../help/send-alone.ts";

const OK = "HTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\nok";

test.each([
  ["8000", "delivered", 10_000],
  ["65535", "delivered", 10_000],
  ["300", "timed_out", 1000],
])("with BUN_CONFIG_MAX_HTTP_REQUESTS=%s, a request beside 300 that hang is %s", async (cap, kind, timeoutMs) => {
  await using silent = await startRawReceiver(() => {});
  await using healthy = await startRawReceiver(keeping(OK));
  const [exchange] = await sendAlone(
    { hungUrls: Array(300).fill(silent.url), urls: [healthy.url], timeoutMs },
    { BUN_CONFIG_MAX_HTTP_REQUESTS: cap },
  );
  expect(exchange?.outcome.kind).toBe(kind as "delivered");
});

test("a proxy of the environment is not used", async () => {
  await using receiver = await startRawReceiver(keeping(OK));
  await using proxy = await startRawReceiver(keeping(OK));
  const variables = ["HTTP_PROXY", "http_proxy", "HTTPS_PROXY", "https_proxy", "ALL_PROXY"];
  const env = Object.fromEntries(variables.map((name) => [name, `http://127.0.0.1:${proxy.port}`]));
  const [exchange] = await sendAlone({ urls: [receiver.url] }, { ...env, NO_PROXY: "", no_proxy: "" });
  expect(exchange?.outcome.kind).toBe("delivered");
  expect([receiver.connectionsCount, proxy.connectionsCount]).toEqual([1, 0]);
});

test.skipIf(Bun.which("prlimit") === null && process.env["CI"] === undefined)(
  "without a file descriptor left, the fault is ours (needs prlimit)",
  async () => {
    await using silent = await startRawReceiver(() => {});
    const [exchange] = await sendAlone(
      { hungUrls: Array(100).fill(silent.url), urls: [`http://127.0.0.1:${await freePort()}/`] },
      {},
      ["prlimit", "--nofile=60"],
    );
    expect(exchange?.outcome).toMatchObject({ kind: "our_network", reason: "no socket left on our side" });
  },
);
