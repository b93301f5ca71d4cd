/** What a POST costs by our transport, beside a bare `fetch`: both in turns, to a receiver in a process of its own. */
import { systemClock } from "../../server/base/clock.ts";
import { type Origin, originOf } from "../../server/outbound/origin.ts";
import { createTransport } from "../../server/outbound/transport.ts";

const REQUESTS_COUNT = 60_000;
const IN_FLIGHT = 64;
const ROUNDS = 4;

/** Answers each part of a small request that comes: for the bench, one part is one request. It ends with us, however we do. */
const RECEIVER = `
  const answer = "HTTP/1.1 200 OK\\r\\ncontent-type: text/plain\\r\\ncontent-length: 2\\r\\n\\r\\nok";
  const { port } = Bun.listen({ hostname: "127.0.0.1", port: 0, socket: { data: (socket) => void socket.write(answer) } });
  process.stdin.on("end", () => process.exit()).resume();
  console.log(port);`;

const receiver = Bun.spawn([process.execPath, "-e", RECEIVER], { stdin: "pipe" });
const { value } = await receiver.stdout.getReader().read();
const url = `http://127.0.0.1:${new TextDecoder().decode(value).trim()}/hooks`;
const body = JSON.stringify({ type: "order.paid", data: "x".repeat(565) });
const headers = {
  "content-type": "application/json",
  "webhook-id": "evt_1",
  "webhook-signature": `v1,${"x".repeat(44)}`,
};
const request = { url, headers: Object.entries(headers), body, timeoutMs: 15_000, isTest: false };

const clock = systemClock();
const transport = createTransport(clock);
const origin = originOf(url) as Origin;
const ways = {
  ours: async () => {
    const timing = { connectMs: null, tlsMs: null };
    const dial = { request, origin, address: "127.0.0.1", isFresh: false, timing };
    const answer = await transport(dial, clock.monotonicMs() + request.timeoutMs);
    if ("fault" in answer) throw new Error(answer.fault.reason);
  },
  fetch: async () => void (await (await fetch(url, { method: "POST", headers, body })).text()),
};

for (let round = 0; round < ROUNDS; round++) {
  for (const [name, post] of Object.entries(ways)) {
    let left = REQUESTS_COUNT;
    const before = process.cpuUsage();
    const client = async () => {
      while (left-- > 0) await post();
    };
    await Promise.all(Array.from({ length: IN_FLIGHT }, client));
    const { user, system } = process.cpuUsage(before);
    console.log(`${name}: ${((user + system) / REQUESTS_COUNT).toFixed(1)} µs of CPU a request`);
  }
}
process.exit();
