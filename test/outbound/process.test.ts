/** What depends on how the process was started: caps on requests, proxies, and the limit of open files. */
import { expect, test } from "bun:test";
import { freePort, keeping, startRawReceiver } from "../help/raw-receiver.ts";
import { sendAlone } from "../help/send-alone.ts";

const OK = "HTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\nok";

test("a request beside 300 that hang is delivered, whatever cap the runtime has on requests of its own", async () => {
  await using silent = await startRawReceiver(() => {});
  await using healthy = await startRawReceiver(keeping(OK));
  const plan = { hungUrls: Array(300).fill(silent.url), urls: [healthy.url] };
  const [exchange] = await sendAlone(plan, { BUN_CONFIG_MAX_HTTP_REQUESTS: "10" });
  expect(exchange?.outcome.kind).toBe("delivered");
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

test.skipIf(Bun.which("unshare") === null && process.env["CI"] === undefined)(
  "without a way to the address, nobody is said to have refused (needs unshare)",
  async () => {
    const [exchange] = await sendAlone({ urls: ["http://1.1.1.1/"] }, {}, ["unshare", "--map-root-user", "--net"]);
    expect(exchange?.outcome).toMatchObject({ kind: "unreachable", reason: "address unreachable" });
  },
);
