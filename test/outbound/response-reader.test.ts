/** How bytes become a response: the same in whatever parts they come, and never more than is allowed. */
import { describe, expect, test } from "bun:test";
import fc from "fast-check";
import { ResponseReader } from "../../server/outbound/response-reader.ts";

/** What one reader makes of bytes that come in these parts, and then, maybe, of the connection's end. */
function read(parts: readonly string[], { isClosed = false, isTest = false } = {}) {
  const reader = new ResponseReader(isTest);
  for (const part of parts) reader.push(Buffer.from(part, "latin1"));
  if (isClosed) reader.end();
  const response = reader.head === null ? null : reader.responseOf(reader.head);
  return { fault: reader.fault, response, isEnded: reader.isEnded, isReusable: reader.isReusable };
}

const head = (...lines: string[]) => `HTTP/1.1 ${lines.join("\r\n")}\r\n\r\n`;
const OK = `${head("200 OK", "content-length: 2")}ok`;
const CHUNKED = head("200 OK", "transfer-encoding: chunked");

const LINES = [
  "content-length: 3",
  "Content-Length: 20000",
  "content-length: x",
  "transfer-encoding: chunked",
  "connection: close",
  "retry-after: 7",
  "a: b",
  "a : b",
  " folded",
  "no colon",
  "n: \0",
  `x: ${"y".repeat(5000)}`,
];

/** Responses, good and bad, with what may follow them. */
const texts = fc
  .tuple(
    fc.constantFrom("", head("100 Continue"), head("103 Early", "link: x").repeat(3)),
    fc.constantFrom("HTTP/1.1 200 OK", "HTTP/1.0 500 Oh", "HTTP/1.1 204", "HTTP/2 200", "HTTP/1.1 2000 OK", "SSH-2.0"),
    fc.array(fc.constantFrom(...LINES), { maxLength: 4 }),
    fc.constantFrom("\r\n", "\n"),
    fc.constantFrom("", "abc", "3\r\nabc\r\n0\r\n\r\n", "3;x=y\r\nabc\r\n0\r\nt: u\r\n\r\n", "3\r\nabcd", "z\r\n", OK),
    fc.constantFrom("", "z", "x".repeat(20_000), `5000\r\n${"x".repeat(0x5000)}\r\n0\r\n\r\n`),
  )
  .map(([interim, line, headers, end, body, more]) => interim + [line, ...headers, "", ""].join(end) + body + more);

test("in whatever parts the bytes come, the outcome is the same", () => {
  const cuts = fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { maxLength: 8 });
  fc.assert(
    fc.property(texts, cuts, fc.boolean(), fc.boolean(), (text, shares, isClosed, isTest) => {
      const ends = shares.map((share) => Math.floor(share * text.length)).sort((a, b) => a - b);
      const parts = [...ends, text.length].map((end, index) => text.slice(ends[index - 1] ?? 0, end));
      expect(read(parts, { isClosed, isTest })).toEqual(read([text], { isClosed, isTest }));
    }),
    { numRuns: 2000 },
  );
});

test("also byte by byte", () => {
  for (const text of [
    OK,
    `${CHUNKED}3\r\nabc\r\n0\r\n\r\n`,
    head("100 Continue") + OK,
    `${OK}more`,
    "HTTP/1.1 200\n\nx",
  ]) {
    expect(read([...text])).toEqual(read([text]));
  }
});

test("a long head that drips costs no more than its bytes: twenty of them are read in an instant", () => {
  const text = head("200 OK", `x: ${"y".repeat(64_000)}`, "content-length: 2");
  for (let i = 0; i < 20; i++) expect(read([...text, "ok"]).response?.body).toBe("ok");
}, 5000);

test("whatever the bytes are, nothing is thrown", () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 300 }), fc.boolean(), (bytes, isClosed) => {
      read([head("200 OK", "transfer-encoding: chunked") + Buffer.from(bytes).toString("latin1")], { isClosed });
      read([Buffer.from(bytes).toString("latin1")], { isClosed });
    }),
  );
});

describe("the head", () => {
  test.each([
    ["a line folded over two", head("200 OK", "a: b", " c")],
    ["a space before the colon", head("200 OK", "a : b")],
    ["a header without a name", head("200 OK", ": b")],
    ["a lone CR in a value", head("200 OK", "a: b\rc")],
    ["two lengths", head("200 OK", "content-length: 1", "content-length: 2")],
    ["a negative length", head("200 OK", "content-length: -1")],
    ["a coding that nobody asked for", head("200 OK", "transfer-encoding: gzip, chunked")],
    ["chunked twice", head("200 OK", "transfer-encoding: chunked", "transfer-encoding: chunked")],
    ["another protocol", head("101 Switching Protocols", "upgrade: x")],
    ["a status of two digits", head("20 OK")],
  ])("with %s is not HTTP/1.1", (_, text) => {
    expect(read([text])).toMatchObject({ fault: "not_http", response: null, isEnded: true, isReusable: false });
  });

  test("may end its lines with LF alone, and have the same length twice", () => {
    const { response, isReusable } = read(["HTTP/1.1 200 OK\nContent-Length: 2\ncontent-length: 2\n\nok"]);
    expect(response).toMatchObject({ status: 200, body: "ok", isTruncated: false });
    expect(isReusable).toBe(true);
  });

  test.each([
    ["of 64 KiB and more, without an end", `HTTP/1.1 200 OK\r\nx: ${"y".repeat(70_000)}`, "headers_too_large"],
    ["of 64 KiB and more, whole", head("200 OK", `x: ${"y".repeat(70_000)}`), "headers_too_large"],
    ["of 256 headers", head("200 OK", ...Array(256).fill("a: b")), null],
    ["of 257 headers", head("200 OK", ...Array(257).fill("a: b")), "headers_too_large"],
    ["after a mebibyte of 1xx", head("103 Hints", `x: ${"y".repeat(60_000)}`).repeat(18), "no_final_status"],
    ["after 64 KiB of 1xx and more", head("103 Hints", `x: ${"y".repeat(30_000)}`).repeat(3) + OK, "no_final_status"],
    ["after 64 of 1xx", head("100 C").repeat(64) + OK, null],
    ["after 65 of 1xx", head("100 C").repeat(65) + OK, "no_final_status"],
    ["after 1xx without end", head("100 C").repeat(55_000), "no_final_status"],
  ] as const)("%s", (_, text, fault) => {
    expect(read([text]).fault).toBe(fault);
  });
});

describe("the body", () => {
  test.each([
    ["as long as its length says", OK, "ok", true],
    ["of a 204, whatever its length says", head("204 No Content", "content-length: 5"), "", true],
    ["in chunks, with extensions and trailers", `${CHUNKED}2;a=b\r\nok\r\n0\r\nx: y\r\n\r\n`, "ok", true],
    [
      "with both a length and chunks",
      `${head("200 OK", "transfer-encoding: chunked", "content-length: 9")}0\r\n\r\n`,
      "",
      false,
    ],
    ["followed by something", `${OK}HTTP/1.1 500 Evil\r\n\r\n`, "ok", false],
    ["of HTTP/1.0", OK.replace("1.1", "1.0"), "ok", false],
    ["before a close that is told", `${head("200 OK", "connection: x, Close", "content-length: 2")}ok`, "ok", false],
  ])("%s ends by itself", (_, text, body, isReusable) => {
    const { response, ...rest } = read([text]);
    expect(response).toMatchObject({ body, isTruncated: false });
    expect(rest).toEqual({ fault: null, isEnded: true, isReusable });
  });

  test.each([
    ["a size that is none", "5x\r\nhello\r\n"],
    ["a size without end", "0".repeat(2000)],
    ["a size of nine digits", "000000001\r\nx\r\n"],
    ["a size line that ends with LF alone", "5\nhello\r\n"],
    ["data longer than its size", "3\r\nhello\r\n"],
    ["more chunks than anybody needs", "1\r\nx\r\n".repeat(4097)],
    ["trailers without end", `0\r\n${"x: y\r\n".repeat(4000)}`],
  ])("in chunks with %s is cut there", (_, chunks) => {
    const { response, isEnded, isReusable } = read([CHUNKED + chunks]);
    expect([response?.isTruncated, isEnded, isReusable]).toEqual([true, true, false]);
  });

  test("without length or chunks ends with the connection, and is whole then", () => {
    const text = `${head("200 OK")}ok`;
    expect(read([text])).toMatchObject({ response: { isTruncated: true }, isEnded: false });
    expect(read([text], { isClosed: true })).toMatchObject({
      response: { body: "ok", isTruncated: false },
      isReusable: false,
    });
  });
});
