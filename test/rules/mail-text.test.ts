/** What a mail says: the same in text and HTML, and nothing that a name could do to it. */
import { expect, test } from "bun:test";
import fc from "fast-check";
import { standard } from "../../server/profiles/standard.ts";
import { type Outlook, type Told, digestMail, noticeMail } from "../../server/rules/mail-text.ts";

const NOON = Date.UTC(2026, 0, 5, 12);
const HOUR = 3_600_000;

const TOLD: Told = {
  kind: "failing",
  organizationName: "Acme",
  environmentName: "production",
  endpoint: { idText: "ep_1", name: "Orders", url: "https://shop.example/hooks" },
  consecutiveFailures: 5,
  failingSince: NOON,
  reason: "failed for 1 hour, 5 attempts in a row",
  failure: "timed out after 15 s",
  at: NOON + HOUR,
  link: null,
};

const OUTLOOK: Outlook = { nextAttemptAt: null, rule: standard.health, whileDisabled: "skipped", now: NOON + HOUR };

/** Any text at all, also with what breaks lines and mark-up. */
const nasty = fc
  .array(fc.oneof(fc.string({ unit: "binary" }), fc.constantFrom("\r\n", "\n", "\0", "<b>", '"', "\u2028", "\u202e")))
  .map((parts) => parts.join(""));

test("whatever a person wrote, the subject is one line, and HTML holds no mark-up but ours", () => {
  const ours = noticeMail(TOLD, OUTLOOK).html.match(/<[^>]*>/g);
  fc.assert(
    fc.property(nasty, nasty, nasty, (name, organizationName, failure) => {
      const told: Told = {
        ...TOLD,
        organizationName,
        failure,
        endpoint: { ...TOLD.endpoint, name, url: `https://${name}` },
      };
      for (const { subject, text, html } of [noticeMail(told, OUTLOOK), digestMail([told, told])]) {
        expect(subject).not.toMatch(/[\p{Cc}\u2028\u2029\u202e]/u);
        expect(subject.length).toBeLessThan(320);
        expect(text.replaceAll("\n", "")).not.toMatch(/[\p{Cc}\u2028\u2029\u202e]/u);
        expect(html.replace(/&#\d+;/g, "")).not.toContain("&");
      }
      expect(noticeMail(told, OUTLOOK).html.match(/<[^>]*>/g)).toEqual(ours);
    }),
  );
});

test("a failing webhook's mail says when it is tried again, and when it will be disabled", () => {
  const words = (outlook: Partial<Outlook>) => noticeMail(TOLD, { ...OUTLOOK, ...outlook }).text;
  expect(words({})).toContain("Nothing waits for it at the moment");
  expect(words({ nextAttemptAt: NOON + 2 * HOUR })).toContain("The next attempt is due at 2026-01-05 14:00:00 UTC.");
  expect(words({ nextAttemptAt: NOON })).toContain("is being tried again now");
  const sentence = "Unless one succeeds, it will be disabled after 20 failed attempts in a row";
  expect(words({})).toContain(`${sentence}, but not before 2026-01-10 12:00:00 UTC.`);
  expect(words({ now: NOON + 200 * HOUR })).toContain(`${sentence}.`);
  const byCount = { ...standard.health!, disable: { afterFailures: 20, afterMs: 0 } };
  expect(words({ rule: byCount })).toContain(`${sentence}.`);
  expect(words({ rule: null })).not.toContain("disabled");
});

test("a disabled webhook's mail says what becomes of its events, by its profile", () => {
  const told: Told = { ...TOLD, kind: "disabled" };
  expect(noticeMail(told, OUTLOOK).text).toContain("What waited and what comes is skipped");
  expect(noticeMail(told, { ...OUTLOOK, whileDisabled: "held" }).text).toContain("What comes is held");
  expect(noticeMail(told, OUTLOOK).subject).toBe("[Acme] Webhook “Orders” has been disabled");
});

test("a webhook without a name goes by its host, and a link leads to it where there is one", () => {
  const told: Told = {
    ...TOLD,
    endpoint: { ...TOLD.endpoint, name: null },
    link: "https://hooks.example/webhooks/ep_1",
  };
  const { subject, text, html } = noticeMail(told, OUTLOOK);
  expect(subject).toBe("[Acme] Webhook “shop.example” has failed 5 times in a row");
  expect(text).toContain("Look at it: https://hooks.example/webhooks/ep_1");
  expect(html).toContain('<a href="https://hooks.example/webhooks/ep_1">');
});

test("a digest names its organization when it is one, and lists each notice in its order", () => {
  const other: Told = { ...TOLD, organizationName: "Umbrella", kind: "enabled" };
  expect(digestMail([TOLD, TOLD]).subject).toBe("[Acme] 2 notices about your webhooks");
  const { subject, text } = digestMail([TOLD, other]);
  expect(subject).toBe("2 notices about your webhooks");
  expect(text.match(/^2026-01-05 13:00:00 UTC: .*$/gm)).toEqual([
    "2026-01-05 13:00:00 UTC: Acme: Webhook “Orders” has failed 5 times in a row.",
    "2026-01-05 13:00:00 UTC: Umbrella: Webhook “Orders” is enabled again.",
  ]);
});
