/** Journeys of what owners hear of their endpoints, and how it is looked up. */
import { expect, setDefaultTimeout, test } from "bun:test";
import { type Appliance, startAppliance } from "../help/appliance.ts";
import { DAY, HOUR } from "../help/clock.ts";
import { type Mailbox, startMailbox } from "../help/mailbox.ts";
import { startReceiver } from "../help/receiver.ts";
import { postEvent, startStory } from "../help/story.ts";

setDefaultTimeout(60_000);

const OWNER = "ann@acme.example";

function mailing(mailbox: Mailbox, more: Record<string, string> = {}): Record<string, string> {
  return { HOOKWHEEL_SMTP_URL: mailbox.url, HOOKWHEEL_MAIL_FROM: "Acme <hooks@acme.example>", ...more };
}

// oxlint-disable-next-line typescript/no-explicit-any
async function noticesOf(appliance: Appliance, filter: Record<string, string> = {}): Promise<any[]> {
  return (await appliance.get(`/notices?${new URLSearchParams(filter)}`)).data;
}

test("owners of an endpoint that only fails hear of it at each warning, and when it is disabled", async () => {
  await using shop = await startReceiver({ answers: [500] });
  await using mailbox = await startMailbox();
  const env = mailing(mailbox, { HOOKWHEEL_BASE_URL: "https://hooks.acme.example/" });
  await using appliance = await startAppliance({ owners: [OWNER], env });
  const { endpointId } = await startStory(appliance, shop.url, { name: "Orders" });
  await appliance.pass(4 * DAY);
  await postEvent(appliance);
  await appliance.pass(4.5 * DAY);

  expect(mailbox.letters.map(({ subject }) => subject)).toEqual([
    "[Default] Webhook “Orders” has failed 8 times in a row",
    "[Default] Webhook “Orders” has failed 10 times in a row",
    "[Default] Webhook “Orders” has failed 18 times in a row",
    "[Default] Webhook “Orders” has been disabled",
  ]);
  const [first] = mailbox.letters as [Mailbox["letters"][number]];
  expect([first.from, first.to]).toEqual(["hooks@acme.example", [OWNER]]);
  expect([first.mail.from?.text, first.mail.to]).toMatchObject(['"Acme" <hooks@acme.example>', { text: OWNER }]);
  expect(first.mail.date).toEqual(new Date("2026-01-06T19:35:05Z"));
  const words = [
    shop.url,
    "500 Internal Server Error",
    "failed for 1 day, 8 attempts in a row",
    "The next attempt is due at 2026-01-07 15:35:05 UTC.",
    "disabled after 20 failed attempts in a row, but not before 2026-01-10 12:00:00 UTC.",
    `https://hooks.acme.example/webhooks/${endpointId}`,
  ];
  for (const text of words) for (const part of [first.mail.text, first.mail.html]) expect(part).toContain(text);
  const [{ id: organization }] = (await appliance.get("/organizations")).data;
  const [{ id: environment }] = (await appliance.get(`/organizations/${organization}/environments`)).data;
  expect(first.mail.text).toContain(`/${endpointId}?organization=${organization}&environment=${environment}\n`);
  expect(mailbox.letters[3]!.mail.text).toContain("What waited and what comes is skipped");

  const notices = await noticesOf(appliance);
  expect(notices.map(({ kind, level }) => [kind, level])).toEqual([
    ["disabled", null],
    ["failing", 3],
    ["failing", 2],
    ["failing", 1],
  ]);
  expect(notices[3]).toEqual({
    id: expect.stringMatching(/^ntc_[0-9a-z]{26}$/),
    kind: "failing",
    endpointId,
    level: 1,
    consecutiveFailures: 8,
    failingSince: "2026-01-05T12:00:00.000Z",
    reason: "failed for 1 day, 8 attempts in a row",
    failure: "500 Internal Server Error",
    at: "2026-01-06T19:35:05.000Z",
    mails: { waiting: 0, sent: 1, unsent: 0, reason: null },
  });
});

test("one that is turned on again is told of too, but only when it had been disabled", async () => {
  await using shop = await startReceiver({ answers: [410] });
  await using mailbox = await startMailbox();
  await using appliance = await startAppliance({ owners: [OWNER], env: mailing(mailbox) });
  const story = await startStory(appliance, shop.url);
  await Promise.all([story.change({ active: true }), story.change({ active: true })]);
  await story.change({ active: false });
  await story.change({ active: true });
  await appliance.pass(0);
  const host = new URL(shop.url).host;
  expect(mailbox.letters.map(({ subject }) => subject)).toEqual([
    `[Default] Webhook “${host}” has been disabled`,
    `[Default] Webhook “${host}” is enabled again`,
  ]);
  expect(mailbox.letters[0]!.mail.text).toContain("answered 410 Gone");
  expect(mailbox.letters[0]!.mail.text).toContain(`Look for ${story.endpointId} in the console.`);
  expect(await noticesOf(appliance)).toMatchObject([
    { kind: "enabled", reason: "enabled by a person", consecutiveFailures: 0, failingSince: null, failure: null },
    { kind: "disabled", reason: "answered 410 Gone", consecutiveFailures: 1, failure: "410 Gone" },
  ]);
});

test("notices are listed by endpoint, kind and time, page by page", async () => {
  await using gone = await startReceiver({ answers: [410] });
  await using appliance = await startAppliance();
  const first = await startStory(appliance, gone.url, { events: ["a"] }, "a");
  await appliance.pass(HOUR);
  const second = await startStory(appliance, gone.url, { events: ["b"] }, "b");
  await first.change({ active: true });
  const kindsOf = async (filter: Record<string, string>) =>
    (await noticesOf(appliance, filter)).map(({ kind, endpointId }) => [kind, endpointId]);
  const all = [
    ["enabled", first.endpointId],
    ["disabled", second.endpointId],
    ["disabled", first.endpointId],
  ];
  expect(await kindsOf({})).toEqual(all);
  expect(await kindsOf({ endpoint: first.endpointId })).toEqual([all[0]!, all[2]!]);
  expect(await kindsOf({ kind: "disabled" })).toEqual([all[1]!, all[2]!]);
  expect(await kindsOf({ kind: "failing" })).toEqual([]);
  expect(await kindsOf({ since: "2026-01-05T12:30:00Z" })).toEqual([all[0]!, all[1]!]);
  expect(await kindsOf({ until: "2026-01-05T12:30:00Z", endpoint: first.endpointId })).toEqual([all[2]!]);
  expect(await kindsOf({ endpoint: "ep_01ke70ehg0exnsx3pk76ja90fa" })).toEqual([]);
  const page = await appliance.get("/notices?limit=2");
  expect(page.data).toHaveLength(2);
  expect((await appliance.get(`/notices?cursor=${page.nextCursor}`)).data).toMatchObject([{ kind: "disabled" }]);
  expect((await appliance.request("GET", "/notices?kind=loud")).status).toBe(422);

  await appliance.delete(`/webhooks/endpoints/${first.endpointId}`);
  expect(await kindsOf({ endpoint: first.endpointId })).toEqual([all[0]!, all[2]!]);
});

test("a notice that nobody gets by mail says why", async () => {
  await using gone = await startReceiver({ answers: [410] });
  await using mailbox = await startMailbox();
  {
    await using appliance = await startAppliance({ owners: [OWNER] });
    await startStory(appliance, gone.url);
    expect(await noticesOf(appliance)).toMatchObject([
      { mails: { waiting: 0, sent: 0, unsent: 0, reason: "no mail server is set up: HOOKWHEEL_SMTP_URL" } },
    ]);
  }
  await using appliance = await startAppliance({ env: mailing(mailbox) });
  await startStory(appliance, gone.url);
  const reason = "the organization has no owner to write to";
  expect(await noticesOf(appliance)).toMatchObject([{ mails: { sent: 0, reason } }]);
  expect(mailbox.letters).toEqual([]);
});
