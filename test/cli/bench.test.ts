/** `bench`: that its figures are what they say, and that its own two ends see every event once. */
import { expect, test } from "bun:test";
import fc from "fast-check";
import { Webhook } from "standardwebhooks";
import { systemClock } from "../../server/base/clock.ts";
import { figuresOf } from "../../server/cli/bench/figures.ts";
import { Frames } from "../../server/cli/bench/frames.ts";
import { Load } from "../../server/cli/bench/load.ts";
import { measure } from "../../server/cli/bench/measure.ts";
import { Moments } from "../../server/cli/bench/moments.ts";
import { readBenchOptions } from "../../server/cli/bench/options.ts";
import { ownCommand } from "../../server/cli/bench/role.ts";
import { Receiver } from "../../server/cli/bench/receiver.ts";
import { EventRequest, sequenceIn } from "../../server/cli/bench/sample.ts";
import { startFloor } from "../bench/start-floor.ts";

const SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
const PRESS = { key: "a key", clients: 4, endpoints: 3, warmUpMs: 0, windowMs: 200 };

test("accepted and delivered are counted over the window, and waits from the 202", () => {
  const figures = figuresOf({
    windowFrom: 1000,
    windowUntil: 2000,
    postedAt: Float64Array.of(900, 1090, 1180, 1500, 1990),
    // The first in the warm-up, the last after the window, the fourth refused.
    acceptedAt: Float64Array.of(950, 1100, 1200, 0, 2010),
    // The second before its 202 was seen, the third never.
    receivedAt: Float64Array.of(1050, 1095, 0, 0, 3000),
  });

  expect(figures.acceptedPerSecond).toBe(2);
  expect(figures.accept).toEqual({ p50Ms: 10, p99Ms: 20 });
  expect(figures.deliveredPerSecond).toBe(1.5);
  expect(figures.deliver).toEqual({ p50Ms: 0, p99Ms: 0 });
  expect(figures.undeliveredCount).toBe(1);
});

test("half of a thousand answers took at most p50, and 990 of them at most p99", () => {
  const postedAt = new Float64Array(1000).fill(1000);
  const acceptedAt = postedAt.map((at, index) => at + ((index * 7) % 1000) + 1);
  const receivedAt = acceptedAt;

  const { accept } = figuresOf({ windowFrom: 1000, windowUntil: 3000, postedAt, acceptedAt, receivedAt });
  expect(accept).toEqual({ p50Ms: 500, p99Ms: 990 });
});

test("a stream cut anywhere gives the frames that were put in", () => {
  const body = fc.stringMatching(/^[\x20-\x7e\r\n]{0,40}$/);
  const cuts = fc.array(fc.nat(60), { maxLength: 20 });
  fc.assert(
    fc.property(fc.array(body, { maxLength: 6 }), cuts, (bodies, sizes) => {
      const frameOf = (text: string) => `POST / HTTP/1.1\r\nContent-Length: ${text.length}\r\n\r\n${text}`;
      const stream = Buffer.from(bodies.map(frameOf).join(""));
      const frames = new Frames();
      const seen: string[] = [];
      let start = 0;
      for (const size of [...sizes, stream.length]) {
        const chunk = stream.subarray(start, start + size);
        frames.push(chunk, (frame, bodyAt) => seen.push(frame.toString("utf8", bodyAt)));
        start += chunk.length;
      }
      expect(seen).toEqual(bodies);
    }),
  );
});

test("a frame that does not tell its length is refused, not misread", () => {
  const chunked = Buffer.from("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n");
  expect(() => new Frames().push(chunked, () => {})).toThrow("content-length");
});

test("every request is the sample with a number of its own", () => {
  const request = new EventRequest(new URL("http://127.0.0.1:1"), "a key");
  fc.assert(
    fc.property(fc.nat(10 ** 9), fc.nat(999), (sequence, endpoint) => {
      const bytes = request.numbered(sequence, endpoint);
      const bodyAt = bytes.indexOf("\r\n\r\n") + 4;
      const { type, data } = JSON.parse(bytes.toString("utf8", bodyAt));
      expect(sequenceIn(bytes, bodyAt)).toBe(sequence);
      expect(Number(type.slice("bench.e".length))).toBe(endpoint);
      expect(data).toMatchObject({ name: "product-guide.pdf", totalChunks: 32 });
    }),
  );
});

test("moments are kept by number in any order", () => {
  const moments = new Moments();
  for (const sequence of [3, 200_000, 70_000]) moments.set(sequence, sequence + 0.5);

  expect(moments.all()).toHaveLength(200_001);
  expect([3, 4, 70_000, 200_000, 999_999].map((sequence) => moments.at(sequence))).toEqual([
    3.5, 0, 70_000.5, 200_000.5, 0,
  ]);
});

test("each posted event is accepted, sent on and received once, rightly signed", async () => {
  const receiver = new Receiver(SECRET, systemClock());
  await using server = relayTo(receiver.url, { times: 1, secret: SECRET });
  const load = new Load({ ...PRESS, url: server.url }, systemClock());

  const { acceptedCount, refusedCount } = await load.run();
  await receiver.arrived(acceptedCount);

  expect(acceptedCount).toBeGreaterThan(10);
  expect(refusedCount).toBe(0);
  expect(receiver.report).toMatchObject({ count: acceptedCount, duplicatesCount: 0, wrongSignaturesCount: 0 });
  expect(receiver.report.checkedCount).toBeGreaterThan(0);
  expect(load.acceptedAt.all().every((at, sequence) => at > load.postedAt.at(sequence))).toBeTrue();
  receiver.close();
});

test("an event that comes twice and one that is wrongly signed are told", async () => {
  const receiver = new Receiver(SECRET, systemClock());
  await using server = relayTo(receiver.url, { times: 2, secret: "whsec_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA" });
  const load = new Load({ ...PRESS, url: server.url }, systemClock());

  const { acceptedCount } = await load.run();
  await receiver.arrived(acceptedCount);

  expect(receiver.report).toMatchObject({ count: acceptedCount, duplicatesCount: acceptedCount });
  expect(receiver.report.wrongSignaturesCount).toBe(receiver.report.checkedCount);
  receiver.close();
});

test("a client that is refused comes back when it was told to", async () => {
  let refusalsCount = 0;
  await using server = Bun.serve({
    hostname: "127.0.0.1",
    port: 0,
    fetch: () => {
      if (refusalsCount === 3) return new Response("{}", { status: 202 });
      refusalsCount++;
      return new Response("{}", { status: 503, headers: { "retry-after": "0" } });
    },
  });
  const load = new Load({ ...PRESS, url: server.url.origin, clients: 1 }, systemClock());

  const { acceptedCount, refusedCount } = await load.run();
  expect(refusedCount).toBe(3);
  expect(acceptedCount).toBeGreaterThan(0);
});

test("a server that goes away ends the run with a sentence", async () => {
  await using server = Bun.listen({
    hostname: "127.0.0.1",
    port: 0,
    socket: { data: (socket) => void socket.end() },
  });
  const load = new Load({ ...PRESS, url: `http://127.0.0.1:${server.port}` }, systemClock());
  await expect(load.run()).rejects.toThrow("the server closed a connection");
});

test("options that make no sense are named", () => {
  expect(readBenchOptions({})).toEqual({ seconds: 10, clients: 64, endpoints: 10 });
  expect(() => readBenchOptions({ seconds: "soon" })).toThrow("--seconds");
  expect(() => readBenchOptions({ clients: "0" })).toThrow("--clients");
  expect(() => readBenchOptions({ endpoints: "1001" })).toThrow("--endpoints");
});

test("the floor is measured as the server is: in processes of their own, every event delivered", async () => {
  const figures = await measure(startFloor(), { seconds: 1, clients: 8, endpoints: 2 });

  expect(figures.acceptedPerSecond).toBeGreaterThan(100);
  expect(figures.deliveredPerSecond).toBeGreaterThan(100);
  expect(figures).toMatchObject({ undeliveredCount: 0, duplicatesCount: 0, wrongSignaturesCount: 0, refusedCount: 0 });
  expect(figures.diskBytesPerDelivery).toBeGreaterThan(400);
  expect(figures.checkedCount).toBe(Math.ceil(figures.acceptedCount / 1000));
});

test("bench measures the program itself and prints its figures as one JSON object", async () => {
  const command = ownCommand("bench", "--seconds", "1", "--clients", "8", "--endpoints", "2", "--json");
  const child = Bun.spawn(command, { stdout: "pipe" });

  const figures = await new Response(child.stdout).json();
  expect(figures.deliveredPerSecond).toBeGreaterThan(100);
  expect(figures).toMatchObject({ undeliveredCount: 0, duplicatesCount: 0, wrongSignaturesCount: 0 });
  expect(await child.exited).toBe(0);
}, 30_000);

/** A server that answers 202 and sends each event on, signed, `times` times. */
function relayTo(receiverUrl: string, { times, secret }: { times: number; secret: string }) {
  const signer = new Webhook(secret);
  const server = Bun.serve({
    hostname: "127.0.0.1",
    port: 0,
    async fetch(request) {
      const body = await request.text();
      const now = new Date(1_700_000_000_000);
      const headers = {
        "webhook-id": "evt_1",
        "webhook-timestamp": `${now.getTime() / 1000}`,
        "webhook-signature": `v1,other ${signer.sign("evt_1", now, body)}`,
      };
      for (let time = 0; time < times; time++) await fetch(receiverUrl, { method: "POST", headers, body });
      return new Response("{}", { status: 202 });
    },
  });
  return { url: server.url.origin, [Symbol.asyncDispose]: () => server.stop(true) };
}
