/** Connections that are used again, and what happens when the far end has closed one meanwhile. */
import { expect, test } from "bun:test";
import type { Answer, Transport } from "../../server/outbound/transport.ts";
import { MINUTE, startClock } from "../help/clock.ts";
import { type RawAnswer, closing, keeping, startRawReceiver } from "../help/raw-receiver.ts";
import { requestTo, startSender } from "../help/sender.ts";

const OK = "HTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\nok";
const CHUNKED = "HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n2\r\nok\r\n0\r\n\r\n";
const names = { "shop.example": ["127.0.0.1"] };

test.each([
  ["a short body", OK],
  ["a body in chunks", CHUNKED],
  ["a body longer than what is kept", `HTTP/1.1 200 OK\r\ncontent-length: 9000\r\n\r\n${"x".repeat(9000)}`],
  ["no body", "HTTP/1.1 204 No Content\r\n\r\n"],
  ["a failure", "HTTP/1.1 500 Oh\r\ncontent-length: 2\r\n\r\nno"],
])("after %s the connection is used again: 50 requests, one connection", async (_, answer) => {
  await using receiver = await startRawReceiver(keeping(answer));
  const send = startSender({ names });
  for (let i = 0; i < 50; i++) {
    expect((await send(requestTo(`http://shop.example:${receiver.port}/`))).response).not.toBeNull();
  }
  expect([receiver.requests.length, receiver.connectionsCount]).toEqual([50, 1]);
});

test.each([
  ["a body to a 204", "HTTP/1.1 204 No Content\r\ncontent-length: 5\r\n\r\nhello"],
  ["a second answer", `${OK}HTTP/1.1 500 Evil\r\ncontent-length: 4\r\n\r\nevil`],
])("%s is not taken for the answer to the next request", async (_, answer) => {
  await using receiver = await startRawReceiver(
    (socket, { request }) => void socket.write(request === 1 ? answer : OK),
  );
  const send = startSender();
  for (let i = 0; i < 4; i++) expect((await send(requestTo(receiver.url))).outcome.kind).toBe("delivered");
});

/** Answers the first request of a connection, and hangs up on the second. */
const forgetful: RawAnswer = (socket, { request }) => void (request === 1 ? socket.write(OK) : socket.destroy());

test("a receiver that closes a connection as it is used again costs no failure, one at a time", async () => {
  await using receiver = await startRawReceiver(forgetful);
  const send = startSender();
  for (let i = 0; i < 20; i++) expect((await send(requestTo(receiver.url))).outcome.reason).toBe("200 OK");
});

test("nor does it with many connections at once: the second try takes a new one", async () => {
  await using receiver = await startRawReceiver(forgetful);
  const send = startSender();
  for (let round = 0; round < 5; round++) {
    const exchanges = await Promise.all(Array.from({ length: 20 }, () => send(requestTo(receiver.url))));
    expect(exchanges.map(({ outcome }) => outcome.reason)).toEqual(Array(20).fill("200 OK"));
  }
});

test("a receiver that never answered gets no second try", async () => {
  await using receiver = await startRawReceiver(closing(""));
  const send = startSender();
  for (const requestsCount of [1, 2, 3]) {
    expect((await send(requestTo(receiver.url))).outcome.kind).toBe("closed_early");
    expect(receiver.requests).toHaveLength(requestsCount);
  }
});

test("nor does one that answered, and closes a fresh connection once it has read the request", async () => {
  const last = OK.replace("\r\n", "\r\nconnection: close\r\n");
  await using receiver = await startRawReceiver((socket, { connection }) => socket.end(connection === 1 ? last : ""));
  const send = startSender();
  expect((await send(requestTo(receiver.url))).outcome.reason).toBe("200 OK");
  for (const requestsCount of [2, 3]) {
    expect((await send(requestTo(receiver.url))).outcome.kind).toBe("closed_early");
    expect([receiver.requests.length, receiver.connectionsCount]).toEqual([requestsCount, requestsCount]);
  }
});

test("nor does one that closes a connection within its second answer", async () => {
  await using receiver = await startRawReceiver((socket, { request }) =>
    request === 1 ? void socket.write(OK) : socket.end("HTTP/1.1 50"),
  );
  const send = startSender();
  expect((await send(requestTo(receiver.url))).outcome.reason).toBe("200 OK");
  expect((await send(requestTo(receiver.url))).outcome.kind).toBe("closed_early");
  expect([receiver.requests.length, receiver.connectionsCount]).toEqual([2, 1]);
});

test("a connection that closes as it is used again is tried again once, on a new one", async () => {
  await using receiver = await startRawReceiver((socket, { connection, request }) =>
    connection === 1 && request === 1 ? void socket.write(OK) : socket.end(),
  );
  const send = startSender();
  await send(requestTo(receiver.url));
  expect((await send(requestTo(receiver.url))).outcome.kind).toBe("closed_early");
  expect([receiver.requests.length, receiver.connectionsCount]).toEqual([3, 2]);
});

const answered: Answer = {
  response: { status: 200, headers: [], body: "", isTruncated: false },
  retryAfter: null,
  answeredAtMs: 0,
  endedAtMs: 0,
};
const closed: Answer = {
  fault: { kind: "closed_early", reason: "connection closed before an answer" },
  isOfReused: true,
};

test.each([
  ["within 100 ms, a minute after an answer", MINUTE, 100, 2],
  ["within 100 ms, but later than a minute after an answer", MINUTE + 1, 100, 1],
  ["later than 100 ms", MINUTE, 101, 1],
])("a close %s", async (_, restMs, closesAfterMs, triesCount) => {
  const clock = startClock();
  const script: (() => Promise<Answer>)[] = [async () => answered];
  const fresh: boolean[] = [];
  const transport: Transport = ({ isFresh }) => {
    fresh.push(isFresh);
    return (script.shift() as () => Promise<Answer>)();
  };
  const send = startSender({ clock, transport });
  await send(requestTo("http://127.0.0.1/"));
  await clock.pass(restMs);

  script.push(async () => {
    await clock.pass(closesAfterMs);
    return closed;
  });
  script.push(async () => closed);
  expect((await send(requestTo("http://127.0.0.1/"))).outcome.kind).toBe("closed_early");
  expect(fresh.slice(1)).toEqual([false, true].slice(0, triesCount));
});
