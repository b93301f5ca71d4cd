/** What the inspector computes: signatures, curl, stages of an attempt, kinds of the stream. */
import { expect, test } from "bun:test";
import fc from "fast-check";
import { Webhook } from "standardwebhooks";
import { curlOf } from "../../ui/curl.ts";
import { laterText } from "../../ui/inspector/later.ts";
import { checkSignature, signedBy } from "../../ui/inspector/signature.ts";
import { stagesOf } from "../../ui/inspector/stages.ts";
import { kindsIn } from "../../ui/live.ts";

const SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";

test("the golden signature of Standard Webhooks matches, another body does not", async () => {
  const signed = signedBy([
    ["Webhook-Id", "msg_p5jXN8AQM9LWM0D4loKWxJek"],
    ["webhook-timestamp", "1614265330"],
    ["webhook-signature", "v1,other v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE="],
  ])!;
  expect((await checkSignature(SECRET, signed, `{"test": 2432232314}`)).isMatch).toBe(true);
  expect((await checkSignature(SECRET, signed, `{"test": 2432232315}`)).isMatch).toBe(false);
  expect(signedBy([["webhook-id", "x"]])).toBeNull();
});

test("what a library signs is recognised, whatever the body holds", async () => {
  await fc.assert(
    fc.asyncProperty(fc.string({ unit: "grapheme" }), async (body) => {
      const signature = new Webhook(SECRET).sign("evt_1", new Date(1_700_000_000_000), body);
      const signed = { id: "evt_1", timestamp: "1700000000", signatures: [signature] };
      expect((await checkSignature(SECRET, signed, body)).isMatch).toBe(true);
    }),
  );
});

test("a request as curl is one command, whatever its headers and its body hold", () => {
  fc.assert(
    fc.property(fc.string(), fc.string(), (value, body) => {
      fc.pre(!`${value}${body}`.includes("\0"));
      const command = curlOf({ url: "https://example.com/", headers: [["x-a", value]], body });
      const script = `curl() { for word; do printf '%s\\0' "$word"; done; }\n${command}`;
      const { stdout } = Bun.spawnSync(["sh", "-c", script]);
      const words = ["-X", "POST", "https://example.com/", "-H", `x-a: ${value}`, "--data-binary", body];
      expect(stdout.toString().split("\0").slice(0, -1)).toEqual(words);
    }),
    { numRuns: 30 },
  );
});

test("the stages of an attempt stand one after another and fill its time", () => {
  const timing = { resolveMs: 10, connectMs: 20, tlsMs: 30, firstByteMs: 90 };
  expect(stagesOf({ durationMs: 100, timing })).toEqual([
    { name: "resolve", beginShare: 0, share: 0.1, ms: 10 },
    { name: "connect", beginShare: 0.1, share: 0.2, ms: 20 },
    { name: "tls", beginShare: 0.3, share: 0.3, ms: 30 },
    { name: "wait", beginShare: 0.6, share: 0.3, ms: 30 },
    { name: "body", beginShare: 0.9, share: 0.1, ms: 10 },
  ]);
});

test("an attempt that was never answered waited to its end, and one without a name ends there", () => {
  const silent = { resolveMs: 1, connectMs: 9, tlsMs: null, firstByteMs: null };
  expect(stagesOf({ durationMs: 15_000, timing: silent }).at(-1)).toMatchObject({ name: "wait", ms: 14_990 });
  const nameless = { resolveMs: 50, connectMs: null, tlsMs: null, firstByteMs: null };
  expect(stagesOf({ durationMs: 50, timing: nameless }).map(({ name }) => name)).toEqual(["resolve"]);
});

test("of the stream's lines only the known kinds count", () => {
  expect(kindsIn(`{"kind":"attempt","id":"att_1"}`)).toEqual(["attempt"]);
  expect(kindsIn(`{"kind":"weather"}`)).toEqual([]);
  expect(kindsIn("nonsense")).toEqual([]);
});

test.each([
  [[], "No other follows: if it fails, the delivery has failed for good."],
  [[300_000], "If it fails, once more after 5 m. Gives up after 2 more attempts."],
  [
    [144_000, 7_200_000, 86_400_000, 86_400_000, 86_400_000],
    "If it fails, once more after 2 m 24 s, 2 h, 1 d × 3. Gives up after 6 more attempts.",
  ],
])("the waits %j are left: %s", (waitsMs, text) => {
  expect(laterText(waitsMs).replaceAll(/\u2009\u2060|\u00a0/g, " ")).toBe(text);
});
