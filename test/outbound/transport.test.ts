/** Connections of the transport: what is written on them, when they are used again, and that none is left behind. */
import { describe, expect, test } from "bun:test";
import type { Socket } from "node:net";
import type { Exchange } from "../../server/outbound/exchange.ts";
import { createTransport } from "../../server/outbound/transport.ts";
import { SECOND, type TestClock, startClock } from "../help/clock.ts";
import { type RawAnswer, closing, keeping, startRawReceiver } from "../help/raw-receiver.ts";
import { requestTo, startSender } from "../help/sender.ts";

const OK = "HTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\nok";

/** Resolves when the far end of a connection is gone. */
const closed = (socket: Socket) => new Promise<void>((resolve) => void socket.once("close", () => resolve()));

test("headers go out in their order, and those that end a request are nobody else's", async () => {
  await using receiver = await startRawReceiver(closing(OK));
  const headers = [
    ["b", "1"],
    ["a", "2"],
    ["Content-Length", "9999"],
    ["transfer-encoding", "chunked"],
    ["Accept", "text/plain"],
  ] as const;
  await startSender()(requestTo(`${receiver.url}x`, { headers, body: "né" }));
  expect(receiver.requests).toEqual([
    `POST /x HTTP/1.1\r\nHost: 127.0.0.1:${receiver.port}\r\nb: 1\r\na: 2\r\nAccept: text/plain\r\n` +
      "Accept-Encoding: identity\r\nConnection: keep-alive\r\nContent-Length: 3\r\n\r\nn\xc3\xa9",
  ]);
});

test("a body larger than any buffer arrives whole", async () => {
  const body = "x".repeat(8 * 1024 * 1024);
  let bytesCount = 0;
  const server = Bun.listen({
    hostname: "127.0.0.1",
    port: 0,
    socket: {
      data: (socket, bytes) => {
        bytesCount += bytes.length;
        if (bytesCount > body.length) socket.write(OK);
      },
    },
  });
  const { outcome } = await startSender()(requestTo(`http://127.0.0.1:${server.port}/`, { body }));
  server.stop(true);
  expect([outcome.reason, bytesCount > body.length]).toEqual(["200 OK", true]);
});

test("an answer that comes before the request is all written counts, and ends the connection", async () => {
  const gone = Promise.withResolvers<void>();
  let isAnswered = false;
  const server = Bun.listen({
    hostname: "127.0.0.1",
    port: 0,
    socket: {
      data: (socket) => {
        if (isAnswered) return;
        isAnswered = true;
        socket.write("HTTP/1.1 413 Too Large\r\ncontent-length: 0\r\n\r\n");
      },
      close: () => gone.resolve(),
    },
  });
  const request = requestTo(`http://127.0.0.1:${server.port}/`, { body: "x".repeat(16 * 1024 * 1024) });
  expect((await startSender()(request)).outcome.status).toBe(413);
  await gone.promise;
  server.stop(true);
});

describe("a connection at rest", () => {
  test.each([
    ["that is sent something", (socket) => void socket.write("HTTP/1.1 500 Evil\r\ncontent-length: 0\r\n\r\n")],
    ["that is closed", (socket) => void socket.end()],
    ["that is reset", (socket) => void socket.resetAndDestroy()],
  ] as [string, (socket: Socket) => void][])("%s is not used again", async (_, disturb) => {
    const sockets: Socket[] = [];
    await using receiver = await startRawReceiver((socket) => void (sockets.push(socket), socket.write(OK)));
    const send = startSender();
    await send(requestTo(receiver.url));
    const first = sockets[0] as Socket;
    const end = closed(first);
    disturb(first);
    await end;
    expect((await send(requestTo(receiver.url))).outcome.reason).toBe("200 OK");
    expect([receiver.requests.length, receiver.connectionsCount]).toEqual([2, 2]);
  });

  test("is closed after half a minute, give or take, and not before", async () => {
    const clock = startClock();
    const sockets: Socket[] = [];
    await using receiver = await startRawReceiver((socket) => void (sockets.push(socket), socket.write(OK)));
    const send = startSender({ clock });
    await send(requestTo(receiver.url));
    const end = closed(sockets[0] as Socket);
    await clock.pass(29 * SECOND);
    await send(requestTo(receiver.url));
    expect(receiver.connectionsCount).toBe(1);
    await clock.pass(41 * SECOND);
    await end;
  });

  test("is one of at most 128 to one place", async () => {
    const waiting: Socket[] = [];
    const allGone = Promise.withResolvers<void>();
    let goneCount = 0;
    await using receiver = await startRawReceiver((socket) => {
      socket.once("close", () => ++goneCount === 12 && allGone.resolve());
      // All of them at once: each needs a connection of its own.
      if (waiting.push(socket) === 140) for (const each of waiting) each.write(OK);
    });
    const send = startSender();
    await Promise.all(Array.from({ length: 140 }, () => send(requestTo(receiver.url))));
    await allGone.promise;
    expect(goneCount).toBe(12);
  });

  test("does not keep a process alive", async () => {
    await using receiver = await startRawReceiver(keeping(OK));
    const code = `import { requestTo, startSender } from "${import.meta.dir}/../help/sender.ts";
      const { outcome } = await startSender()(requestTo("${receiver.url}"));
      console.log(outcome.kind);`;
    await using run = Bun.spawn([process.execPath, "-e", code], { stderr: "inherit" });
    expect(await new Response(run.stdout).text()).toBe("delivered\n");
    expect(await run.exited).toBe(0);
  });
});

test("a thousand requests that hang are all closed at their deadline", async () => {
  let openCount = 0;
  const allGone = Promise.withResolvers<void>();
  const silent: RawAnswer = (socket) => {
    openCount++;
    socket.once("close", () => --openCount === 0 && allGone.resolve());
  };
  await using receiver = await startRawReceiver(silent);
  const send = startSender();
  const exchanges = await Promise.all(
    Array.from({ length: 1000 }, () => send(requestTo(receiver.url, { timeoutMs: 1500 }))),
  );
  expect(new Set(exchanges.map(({ outcome }) => outcome.kind))).toEqual(new Set(["timed_out"]));
  await allGone.promise;
}, 20_000);

test("how long it took to connect is told once, for the request that opened the connection", async () => {
  await using receiver = await startRawReceiver(keeping(OK));
  const send = startSender();
  const [first, second] = [await send(requestTo(receiver.url)), await send(requestTo(receiver.url))];
  expect([first.timing.connectMs, first.timing.tlsMs]).toEqual([expect.any(Number), null]);
  expect([second.timing.connectMs, second.timing.tlsMs]).toEqual([null, null]);
});

describe("while our own loop is busy", () => {
  /** A sender by which each exchange that is over has to wait for this before it is told of. */
  const startBusy = (clock: TestClock, gathered: () => Promise<void>) =>
    startSender({ clock, transport: createTransport(clock, undefined, gathered) });

  test("an answer is told with its own times, though the next request has the connection by then", async () => {
    const clock = startClock();
    await using receiver = await startRawReceiver(keeping(OK));
    const nextIsOver = Promise.withResolvers<void>();
    let next: Promise<Exchange> | null = null;
    const send = startBusy(clock, async () => {
      if (next !== null) return nextIsOver.resolve();
      await clock.pass(40);
      next = send(requestTo(receiver.url));
      await nextIsOver.promise;
    });
    const { durationMs, timing } = await send(requestTo(receiver.url));
    expect([durationMs, timing.firstByteMs]).toEqual([0, 0]);
    expect([(await next!).outcome.kind, receiver.connectionsCount]).toEqual(["delivered", 1]);
  });

  test("a deadline is told as it was", async () => {
    const clock = startClock();
    const arrived = Promise.withResolvers<void>();
    await using receiver = await startRawReceiver(() => arrived.resolve());
    const exchange = startBusy(clock, () => clock.pass(150))(requestTo(receiver.url, { timeoutMs: 5 * SECOND }));
    await arrived.promise;
    await clock.pass(5 * SECOND);
    expect(await exchange).toMatchObject({ outcome: { reason: "timed out after 5 s" }, durationMs: 5 * SECOND });
  });

  test("a used connection that is closed at once is known as such, and the request is sent again", async () => {
    const clock = startClock();
    await using receiver = await startRawReceiver((socket, { request }) =>
      request === 1 ? void socket.write(OK) : void socket.destroy(),
    );
    const send = startBusy(clock, () => clock.pass(150));
    for (let i = 0; i < 2; i++) expect((await send(requestTo(receiver.url))).outcome.reason).toBe("200 OK");
    expect([receiver.requests.length, receiver.connectionsCount]).toEqual([3, 2]);
  });
});
