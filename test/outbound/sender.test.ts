/** What goes out on the wire, where to, and what is told of it. */
import { describe, expect, test } from "bun:test";
import type { Transport } from "../../server/outbound/transport.ts";
import { SECOND, startClock } from "../help/clock.ts";
import { closing, freePort, startRawReceiver } from "../help/raw-receiver.ts";
import { requestTo, startSender } from "../help/sender.ts";

const OK = "HTTP/1.1 200 OK\r\ncontent-length: 2\r\ncontent-type: text/plain\r\n\r\nok";

describe("on the wire", () => {
  test("a request has the URL's path and host, its headers, the exact bytes of its body, and nothing surprising", async () => {
    await using receiver = await startRawReceiver(closing(OK));
    const send = startSender({ names: { "shop.example": ["127.0.0.1"] } });

    const exchange = await send(requestTo(`http://shop.example:${receiver.port}/in/a%20b?x=1&y`));
    const [head, body] = (receiver.requests[0] as string).split("\r\n\r\n") as [string, string];
    const [line, ...headers] = head.split("\r\n");
    expect(line).toBe("POST /in/a%20b?x=1&y HTTP/1.1");
    expect(headers.map((header) => header.toLowerCase()).sort()).toEqual([
      "accept-encoding: identity",
      "accept: */*",
      "connection: keep-alive",
      "content-length: 43",
      "content-type: application/json",
      `host: shop.example:${receiver.port}`,
      "user-agent: hookwheel/test",
      "webhook-id: evt_1",
    ]);
    expect(Buffer.from(body, "latin1").toString()).toBe('{"type":"order.paid","data":{"note":"né"}}');
    expect(exchange).toMatchObject({
      outcome: { kind: "delivered", reason: "200 OK", status: 200, retryAfter: null },
      response: { status: 200, body: "ok", isTruncated: false },
      timing: {
        resolveMs: expect.any(Number),
        connectMs: expect.any(Number),
        tlsMs: null,
        firstByteMs: expect.any(Number),
      },
      address: "127.0.0.1",
    });
    expect(exchange.endedAt).toBeGreaterThanOrEqual(exchange.startedAt);
  });

  test("a header may have any name that stands in a form, and any value of Latin-1", async () => {
    await using receiver = await startRawReceiver(closing(OK));
    const headers = [
      ["__proto__", "own"],
      ["constructor", "caf\xe9"],
    ] as const;
    await startSender()(requestTo(receiver.url, { headers }));
    expect(receiver.requests[0]).toContain("__proto__: own\r\n");
    expect(receiver.requests[0]).toContain("constructor: caf\xe9\r\n");
  });

  test("an IPv6 literal is dialled as it stands, without a look-up", async () => {
    await using receiver = await startRawReceiver(closing(OK), { host: "::1" });
    const exchange = await startSender()(requestTo(receiver.url));
    expect(exchange).toMatchObject({ outcome: { kind: "delivered" }, address: "::1", timing: { resolveMs: null } });
    expect(receiver.requests[0]).toContain(`Host: [::1]:${receiver.port}\r\n`);
  });

  test.each([
    "file:///etc/passwd",
    "data:text/plain,x",
    "unix:///run/x.sock",
    "s3://b/k",
    "ftp://127.0.0.1/",
    "nonsense",
    "",
  ])("%s is not sent", async (url) => {
    const { outcome, address } = await startSender()(requestTo(url));
    expect([outcome.kind, address]).toEqual(["unsendable", null]);
  });
});

describe("names", () => {
  const blocked = { kind: "blocked", reason: "blocked by the egress policy", status: null, retryAfter: null };

  test.each([
    ["only private ones", ["10.0.0.1"]],
    ["a private one after a good one", ["127.0.0.1", "10.0.0.1"]],
    ["a private one before a good one", ["169.254.169.254", "127.0.0.1"]],
    ["a private one in IPv6", ["127.0.0.1", "fd00::1"]],
    ["a private one, mapped into IPv6", ["127.0.0.1", "::ffff:10.0.0.1"]],
    ["a private one after more than would be tried", [...Array(9).fill("127.0.0.1"), "10.0.0.1"]],
  ])("of many addresses, %s: nothing is dialled, and the address is not told", async (_, addresses) => {
    await using receiver = await startRawReceiver(closing(OK));
    const send = startSender({ names: { "mixed.example": addresses }, opened: ["127.0.0.0/8"] });

    const exchange = await send(requestTo(`http://mixed.example:${receiver.port}/`));
    expect([exchange.outcome, exchange.address]).toEqual([blocked as typeof exchange.outcome, null]);
    expect(receiver.connectionsCount).toBe(0);
  });

  test.each(["http://127.0.0.1", "http://[::1]", "http://[::ffff:7f00:1]", "http://0x7f.1", "http://2130706433"])(
    "%s is blocked where the operator opened nothing, in any spelling",
    async (origin) => {
      await using receiver = await startRawReceiver(closing(OK));
      const { outcome } = await startSender({ opened: [] })(requestTo(`${origin}:${receiver.port}/`));
      expect([outcome.kind, receiver.connectionsCount]).toEqual(["blocked", 0]);
    },
  );

  test("a name that turns to a private address is blocked, although it was answered from before", async () => {
    await using receiver = await startRawReceiver(closing(OK));
    const names: Record<string, string[]> = { "turns.example": ["127.0.0.1"] };
    const clock = startClock();
    const send = startSender({ clock, names, opened: ["127.0.0.0/8"] });
    const request = requestTo(`http://turns.example:${receiver.port}/`);

    expect((await send(request)).outcome.kind).toBe("delivered");
    names["turns.example"] = ["10.0.0.1"];
    await clock.pass(30 * SECOND);
    expect((await send(request)).outcome.kind).toBe("blocked");
  });

  test("a name that is not there is told so", async () => {
    const { outcome, address, timing } = await startSender()(requestTo("http://nx.example/"));
    expect([outcome.kind, outcome.reason, address]).toEqual(["name_not_found", "name not found", null]);
    expect(timing.resolveMs).not.toBeNull();
  });

  test("where nobody listens at the first address, the next one is tried", async () => {
    await using receiver = await startRawReceiver(closing(OK), { host: "::1" });
    const send = startSender({ names: { "two.example": ["127.0.0.1", "::1"] } });
    const { outcome, address } = await send(requestTo(`http://two.example:${receiver.port}/`));
    expect([outcome.kind, address]).toEqual(["delivered", "::1"]);
  });

  test("at most three addresses are tried", async () => {
    const dialled: string[] = [];
    const refusing: Transport = async ({ address }) => {
      dialled.push(address);
      return { fault: { kind: "refused", reason: "connection refused" } };
    };
    const names = { "many.example": ["127.0.0.1", "127.0.0.2", "127.0.0.3", "127.0.0.4"] };
    const { outcome, address } = await startSender({ names, transport: refusing })(
      requestTo(`http://many.example:${await freePort()}/`),
    );
    expect(dialled).toEqual(["127.0.0.1", "127.0.0.2", "127.0.0.3"]);
    expect([outcome.kind, address]).toEqual(["refused", "127.0.0.3"]);
  });
});

describe("one deadline", () => {
  test("is the same moment for the name and for the request, and the customer is told after how long", async () => {
    const clock = startClock();
    const endsAtMs: number[] = [];
    const silent: Transport = (_, atMs) => {
      endsAtMs.push(atMs);
      const fault = { kind: "timed_out", reason: "timed out" } as const;
      return new Promise((resolve) => void clock.after(atMs - clock.monotonicMs(), () => resolve({ fault })));
    };
    const exchange = startSender({ clock, transport: silent })(
      requestTo("http://127.0.0.1/", { timeoutMs: 15 * SECOND }),
    );
    await clock.pass(15 * SECOND - 1);
    expect(Bun.peek.status(exchange)).toBe("pending");
    await clock.pass(1);
    expect(await exchange).toMatchObject({
      outcome: { kind: "timed_out", reason: "timed out after 15 s" },
      durationMs: 15 * SECOND,
      address: "127.0.0.1",
    });
    expect(endsAtMs).toEqual([15 * SECOND]);
  });
});
