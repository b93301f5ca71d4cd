/** Receivers that fail at every stage of a request, each with the outcome and the words that a customer sees. */
import { describe, expect, test } from "bun:test";
import { gzipSync } from "node:zlib";
import type { Exchange } from "../../server/outbound/exchange.ts";
import { type RawAnswer, closing, flooding, freePort, keeping, startRawReceiver } from "../help/raw-receiver.ts";
import { requestTo, startSender } from "../help/sender.ts";

const send = startSender();
/** Short enough to wait for, where nothing must have come before. */
const SHORT_MS = 150;
/** Long enough for the headers to come, also on a busy machine. */
const PATIENT_MS = 500;

async function sendTo(answer: RawAnswer, timeoutMs = 10_000): Promise<Exchange> {
  await using receiver = await startRawReceiver(answer);
  return await send(requestTo(receiver.url, { timeoutMs }));
}

const head = (status: string, ...headers: string[]) => `HTTP/1.1 ${[status, ...headers].join("\r\n")}\r\n\r\n`;
const empty = (status: string, ...headers: string[]) => head(status, "content-length: 0", ...headers);

describe("a status decides", () => {
  test.each([
    ["200 OK", "delivered", "200 OK"],
    ["201 Sure", "delivered", "201 Created"],
    ["204 No Content", "delivered", "204 No Content"],
    ["299 Fine", "delivered", "299 (no such status)"],
    ["302 Found", "redirected", "302 Found"],
    ["304 Not Modified", "redirected", "304 Not Modified"],
    ["400 Bad Request", "rejected", "400 Bad Request"],
    ["410 Gone", "gone", "410 Gone"],
    ["429 Too Many Requests", "throttled", "429 Too Many Requests"],
    ["500 <script>alert(1)</script>", "server_error", "500 Internal Server Error"],
    ["503 Service Unavailable", "unavailable", "503 Service Unavailable"],
    ["999 Odd", "odd_status", "999 (no such status)"],
    ["000 Nothing", "odd_status", "000 (no such status)"],
  ] as const)("%s is %s", async (line, kind, reason) => {
    const { outcome, response } = await sendTo(closing(empty(line)));
    expect(outcome).toEqual({ kind, reason, status: Number.parseInt(line), retryAfter: null });
    expect(response?.status).toBe(Number.parseInt(line));
  });

  test("Retry-After is handed on as it came, but not without end", async () => {
    const { outcome } = await sendTo(closing(empty("503 Later", "retry-after: Fri, 31 Dec 1999 23:59:59 GMT")));
    expect(outcome.retryAfter).toBe("Fri, 31 Dec 1999 23:59:59 GMT");
    const long = await sendTo(
      closing(empty("429 Later", `x: ${"y".repeat(5000)}`, `retry-after: ${"9".repeat(5000)}`)),
    );
    expect(long.outcome.retryAfter).toBe("9".repeat(100));
  });

  test("a redirect is not followed", async () => {
    await using elsewhere = await startRawReceiver(closing(empty("200 OK")));
    const { outcome } = await sendTo(closing(empty("307 Moved", `location: ${elsewhere.url}`)));
    expect([outcome.kind, elsewhere.connectionsCount]).toEqual(["redirected", 0]);
  });

  test("what comes before the final status does not count", async () => {
    const early = "HTTP/1.1 103 Early Hints\r\nlink: x\r\n\r\nHTTP/1.1 100 Continue\r\n\r\n";
    expect((await sendTo(closing(early + empty("202 Accepted")))).outcome.reason).toBe("202 Accepted");
  });
});

describe("no status", () => {
  test.each([
    ["closes at once", closing(""), "closed_early", "connection closed before an answer"],
    ["resets", (socket) => void socket.resetAndDestroy(), "reset", "connection reset"],
    ["closes within the status line", closing("HTTP/1.1 20"), "closed_early", "connection closed before an answer"],
    [
      "closes within the headers",
      closing("HTTP/1.1 200 OK\r\na: b\r\n"),
      "closed_early",
      "connection closed before an answer",
    ],
    [
      "answers garbage",
      closing("\x16\x03\x01 nothing like it\r\n\r\n"),
      "not_http",
      "the answer is not valid HTTP/1.1",
    ],
    ["speaks SSH", closing("SSH-2.0-OpenSSH_9.9\r\n"), "not_http", "the answer is not valid HTTP/1.1"],
    ["speaks HTTP/0.9", closing("<html>hello</html>"), "not_http", "the answer is not valid HTTP/1.1"],
    ["answers a status of four digits", closing(empty("2000 OK")), "not_http", "the answer is not valid HTTP/1.1"],
    [
      "gives two lengths",
      closing(head("200 OK", "content-length: 2", "content-length: 5") + "hello"),
      "not_http",
      "the answer is not valid HTTP/1.1",
    ],
    [
      "gives a length that is none",
      closing(head("200 OK", "content-length: abc")),
      "not_http",
      "the answer is not valid HTTP/1.1",
    ],
    ["puts NUL into a header", closing(empty("200 OK", "x: a\0b")), "not_http", "the answer is not valid HTTP/1.1"],
    [
      "switches protocols unasked",
      closing(head("101 Switching", "upgrade: x", "connection: upgrade")),
      "not_http",
      "the answer is not valid HTTP/1.1",
    ],
    [
      "sends a header without end",
      flooding("HTTP/1.1 200 OK\r\nx: ", "y".repeat(8000)),
      "headers_too_large",
      "headers too large",
    ],
    [
      "sends 1xx without end",
      flooding("", "HTTP/1.1 100 Continue\r\n\r\n".repeat(20)),
      "not_http",
      "too many 1xx responses before an answer",
    ],
  ] as [string, RawAnswer, string, string][])("a receiver that %s", async (_, answer, kind, reason) => {
    const { outcome, response } = await sendTo(answer);
    expect(outcome).toEqual({ kind, reason, status: null, retryAfter: null } as typeof outcome);
    expect(response).toBeNull();
  });
});

describe("no answer", () => {
  test.each([
    ["never answers", () => {}],
    ["stops within its status line", keeping("HTTP/1.1 2")],
    ["drips its headers", keeping("HTTP/1.1 200 OK\r\nx: y\r\n")],
    ["sends 1xx, and nothing after them", keeping("HTTP/1.1 100 Continue\r\n\r\n".repeat(20))],
  ] as [string, RawAnswer][])("a receiver that %s meets the deadline", async (_, answer) => {
    const { outcome, durationMs, response } = await sendTo(answer, SHORT_MS);
    expect(outcome).toEqual({ kind: "timed_out", reason: "timed out after 0.15 s", status: null, retryAfter: null });
    expect(response).toBeNull();
    expect(durationMs).toBeGreaterThanOrEqual(SHORT_MS - 5);
  });

  test("a mebibyte of 1xx written at once ends there, and the request beside it gets its 202", async () => {
    await using flood = await startRawReceiver(keeping("HTTP/1.1 100 C\r\n\r\n".repeat(55_000)));
    await using healthy = await startRawReceiver(closing(empty("202 Accepted")));
    const [flooded, answered] = await Promise.all([send(requestTo(flood.url)), send(requestTo(healthy.url))]);
    expect([flooded.outcome.kind, flooded.outcome.reason]).toEqual([
      "not_http",
      "too many 1xx responses before an answer",
    ]);
    expect(answered.outcome.reason).toBe("202 Accepted");
  });

  test("nobody listens", async () => {
    const { outcome, address, timing } = await send(requestTo(`http://127.0.0.1:${await freePort()}/`));
    expect(outcome.reason).toBe("connection refused");
    expect([outcome.kind, address, timing.firstByteMs]).toEqual(["refused", "127.0.0.1", null]);
  });

  test("https to a receiver that speaks plain HTTP", async () => {
    await using plain = await startRawReceiver(() => {});
    const { outcome } = await send(requestTo(plain.url.replace("http:", "https:"), { timeoutMs: SHORT_MS }));
    expect(outcome.kind).toBe("timed_out");
    const port = Bun.serve({ port: 0, hostname: "127.0.0.1", fetch: () => new Response() });
    const spoken = await send(requestTo(`https://127.0.0.1:${port.port}/`));
    await port.stop(true);
    expect([spoken.outcome.kind, spoken.outcome.reason]).toEqual(["tls_failed", "TLS handshake failed"]);
  });

  test.each([
    ["x", "Ā"],
    ["x", "a\nb"],
    ["x y", "z"],
  ])("a header that cannot be sent: %s: %j", async (name, value) => {
    const { outcome } = await send(requestTo("http://127.0.0.1:1/", { headers: [[name, value]] }));
    expect([outcome.kind, outcome.reason]).toEqual(["unsendable", "the request cannot be formed"]);
  });
});

describe("a body cut short", () => {
  test.each([
    ["shorter than it says", closing(head("200 OK", "content-length: 50") + "hello")],
    ["in broken chunks", closing(`${head("200 OK", "transfer-encoding: chunked")}5\r\nhello\r\nzzz\r\n`)],
    ["that stops and hangs", keeping(head("200 OK", "content-length: 50") + "hello")],
    ["that stops and hangs, with no length", keeping(`${head("200 OK", "transfer-encoding: chunked")}5\r\nhello\r\n`)],
  ] as [string, RawAnswer][])("a success with a body %s is a success, truncated", async (_, answer) => {
    const { outcome, response } = await sendTo(answer, PATIENT_MS);
    expect([outcome.kind, outcome.reason, response?.isTruncated]).toEqual(["delivered", "200 OK", true]);
  });

  test("of a failure whose body is cut short, what came is kept", async () => {
    const { outcome, response } = await sendTo(
      keeping(`${head("500 Oh", "content-length: 99")}no such table`),
      PATIENT_MS,
    );
    expect([outcome.kind, response?.body, response?.isTruncated]).toEqual(["server_error", "no such table", true]);
  });
});

describe("of a long body", () => {
  test.each([
    ["200 OK", false, 1024],
    ["200 OK", true, 16 * 1024],
    ["500 Oh", false, 16 * 1024],
  ])("after %s (a test: %p) %d bytes are kept", async (status, isTest, bytesMax) => {
    for (const [length, isTruncated] of [
      [bytesMax, false],
      [bytesMax + 1, true],
    ] as const) {
      for (const framing of [`content-length: ${length}`, "connection: close"]) {
        await using receiver = await startRawReceiver(closing(head(status, framing) + "x".repeat(length)));
        const { response } = await send(requestTo(receiver.url, { isTest }));
        expect([response?.body.length, response?.isTruncated]).toEqual([bytesMax, isTruncated]);
      }
    }
  });

  test.each([
    ["200 OK", "x", "connection: close", "x".repeat(60_000), 1024],
    ["500 Oh", "x", "connection: close", "x".repeat(60_000), 16 * 1024],
    [
      "200 OK",
      "x in chunks, and a length that lies",
      "transfer-encoding: chunked\r\ncontent-length: 2",
      `400\r\n${"x".repeat(1024)}\r\n`,
      1024,
    ],
  ])(
    "%s and a body of %s without end: it is cut, and the connection closed",
    async (status, _, framing, again, bytesMax) => {
      const closed = Promise.withResolvers<void>();
      await using receiver = await startRawReceiver((socket, count) => {
        socket.once("close", () => closed.resolve());
        flooding(head(status, framing), again)(socket, count);
      });
      const { outcome, response } = await send(requestTo(receiver.url));
      expect([outcome.status, response?.body.length, response?.isTruncated]).toEqual([
        Number.parseInt(status),
        bytesMax,
        true,
      ]);
      await closed.promise;
    },
  );

  test("a gzip bomb stays folded", async () => {
    const bomb = gzipSync(Buffer.alloc(64 * 1024 * 1024)).toString("latin1");
    const framing = ["content-encoding: gzip", `content-length: ${bomb.length}`];
    const { response } = await sendTo(closing(head("400 Bad", ...framing) + bomb));
    expect([response?.body.length, response?.isTruncated]).toEqual([expect.any(Number), true]);
    expect(response?.body.startsWith("\x1f\ufffd\b")).toBe(true);
    expect(response?.body.length).toBeLessThanOrEqual(16 * 1024);
  });

  test("bytes that are no UTF-8 are replaced", async () => {
    const { response } = await sendTo(closing(`${head("400 Bad")}caf\xc3\xa9 \xff`));
    expect(response?.body).toBe("café \ufffd");
  });

  test("of the headers 4 KiB are kept, in order", async () => {
    const { response } = await sendTo(
      closing(empty("200 OK", ...Array.from({ length: 9 }, (_, i) => `x-${i}: ${"y".repeat(1000)}`))),
    );
    const bytesCount = (response?.headers ?? []).reduce((sum, [name, value]) => sum + name.length + value.length, 0);
    expect(bytesCount).toBeLessThanOrEqual(4096);
    expect(bytesCount).toBeGreaterThan(3000);
  });
});
