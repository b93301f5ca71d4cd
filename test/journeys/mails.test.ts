/** Journeys of the mails themselves: a server that is away, a restart in between, too many at once, a hostile name. */
import { expect, setDefaultTimeout, test } from "bun:test";
import { createServer } from "node:net";
import { type Appliance, type ApplianceOptions, startAppliance } from "../help/appliance.ts";
import { HOUR, MINUTE, SECOND } from "../help/clock.ts";
import { type Mailbox, startMailbox } from "../help/mailbox.ts";
import { type Receiver, startReceiver } from "../help/receiver.ts";
import { startStory } from "../help/story.ts";

setDefaultTimeout(60_000);

const OWNERS = ["ann@acme.example", "bob@acme.example", "Ann@Acme.example"];

function mailing(mailbox: Pick<Mailbox, "url">): Pick<ApplianceOptions, "owners" | "env"> {
  return { owners: OWNERS, env: { HOOKWHEEL_SMTP_URL: mailbox.url, HOOKWHEEL_MAIL_FROM: "hooks@acme.example" } };
}

async function mailsOf(appliance: Appliance): Promise<object> {
  return (await appliance.get("/notices")).data[0].mails;
}

async function metric(appliance: Appliance, name: string): Promise<string[]> {
  const text = await (await fetch(`${appliance.url}/metrics`)).text();
  return text.split("\n").filter((line) => line.startsWith(name));
}

/** Makes so many endpoints fail for good at the same moment. */
async function disable(appliance: Appliance, gone: Receiver, count: number, name = "shop"): Promise<void> {
  for (let n = 1; n <= count; n++)
    await appliance.post("/webhooks/endpoints", { url: gone.url, name: `${name} ${n}`, maxInFlight: 1 });
  await appliance.post("/events", { type: "order.paid", data: {} });
  await appliance.pass(0);
}

test("a mail server that is away holds nothing up, and each mail arrives once when it is back", async () => {
  await using gone = await startReceiver({ answers: [410, 200] });
  await using mailbox = await startMailbox();
  await mailbox.stop();
  await using appliance = await startAppliance(mailing(mailbox));
  await startStory(appliance, gone.url);
  const reason = "the mail server cannot be reached (connection refused)";
  expect(await mailsOf(appliance)).toEqual({ waiting: 2, sent: 0, unsent: 0, reason });
  await using back = await startMailbox({ port: mailbox.port });
  await appliance.pass(59 * SECOND);
  expect(back.letters).toEqual([]);
  await appliance.pass(SECOND);
  await appliance.pass(24 * HOUR);
  expect(back.letters.map(({ to }) => to[0]).toSorted()).toEqual(["ann@acme.example", "bob@acme.example"]);
  expect(await mailsOf(appliance)).toEqual({ waiting: 0, sent: 2, unsent: 0, reason: null });
  expect(await metric(appliance, "hookwheel_mails")).toEqual([
    'hookwheel_mails_total{result="failed"} 1',
    'hookwheel_mails_total{result="sent"} 2',
    "hookwheel_mails_waiting 0",
  ]);
  expect(await metric(appliance, "hookwheel_notices_total")).toEqual(['hookwheel_notices_total{kind="disabled"} 1']);
});

test("an address that is refused is tried six times, then given up where everybody can see it", async () => {
  await using gone = await startReceiver({ answers: [410] });
  await using mailbox = await startMailbox();
  mailbox.refuse(550);
  await using appliance = await startAppliance(mailing(mailbox));
  await startStory(appliance, gone.url);
  await appliance.pass(14.6 * HOUR - SECOND);
  expect(await mailsOf(appliance)).toMatchObject({ waiting: 2, unsent: 0 });
  await appliance.pass(MINUTE);
  const reason = "the mail server refused the address (550)";
  expect(await mailsOf(appliance)).toEqual({ waiting: 0, sent: 0, unsent: 2, reason });
  const warnings = appliance.logLines.map((line) => JSON.parse(line)).filter(({ event }) => event.startsWith("mail"));
  expect(warnings.map(({ event, count }) => [event, count]).slice(-3)).toEqual([
    ["mail not sent", 5],
    ["mail given up", 6],
    ["mail given up", 6],
  ]);
  expect(warnings).toHaveLength(12);
  expect(warnings[0]).toMatchObject({ level: "warn", reason, status: 550 });
  expect(appliance.logLines.join("\n")).not.toContain("@acme.example");
});

test("what was not sent before a restart is sent after it, once", async () => {
  await using gone = await startReceiver({ answers: [410] });
  await using mailbox = await startMailbox();
  await mailbox.stop();
  await using first = await startAppliance(mailing(mailbox));
  await startStory(first, gone.url);
  await first.stop();
  await using back = await startMailbox({ port: mailbox.port });
  const options = { ...mailing(back), dataDir: first.dataDir, clock: first.clock };
  await using second = await startAppliance(options);
  await second.pass(MINUTE);
  await second.stop();
  await using third = await startAppliance(options);
  await third.pass(HOUR);
  expect(back.letters).toHaveLength(2);
});

test("an owner gets ten mails an hour, then one that lists what was held back", async () => {
  await using gone = await startReceiver({ answers: [410] });
  await using mailbox = await startMailbox();
  await using appliance = await startAppliance({ ...mailing(mailbox), owners: ["ann@acme.example"] });
  await disable(appliance, gone, 13);
  expect(mailbox.letters).toHaveLength(10);
  await appliance.pass(30 * MINUTE);
  await disable(appliance, gone, 1, "late");
  await appliance.pass(30 * MINUTE - 1);
  expect(mailbox.letters).toHaveLength(10);
  await appliance.pass(1);
  expect(mailbox.letters).toHaveLength(11);
  const { subject, mail } = mailbox.letters[10]!;
  expect(subject).toBe("[Default] 4 notices about your webhooks");
  const told = new Set(mailbox.letters.slice(0, 10).map((letter) => letter.subject));
  for (const name of [...Array.from({ length: 13 }, (_, n) => `shop ${n + 1}`), "late 1"]) {
    const line = `Webhook “${name}” has been disabled`;
    expect([name, mail.text!.includes(line)]).toEqual([name, !told.has(`[Default] ${line}`)]);
    expect(mail.html).toInclude("Webhook “late 1” has been disabled");
  }
  // It counts as one of the next ten, however many it lists.
  await disable(appliance, gone, 9, "later");
  expect(mailbox.letters).toHaveLength(20);
  expect(mailbox.letters[11]!.subject).toStartWith("[Default] Webhook “later");
  await disable(appliance, gone, 1, "last");
  expect(mailbox.letters).toHaveLength(20);
  await appliance.pass(24 * HOUR);
  expect(mailbox.letters[20]!.subject).toBe("[Default] Webhook “last 1” has been disabled");
  expect(mailbox.letters).toHaveLength(21);
  const { data } = await appliance.get("/notices");
  for (const { mails } of data) expect(mails).toEqual({ waiting: 0, sent: 1, unsent: 0, reason: null });
});

test("nobody hears of an endpoint that was deleted before the mail could be sent", async () => {
  await using gone = await startReceiver({ answers: [410] });
  await using mailbox = await startMailbox();
  await mailbox.stop();
  await using appliance = await startAppliance(mailing(mailbox));
  const { endpointId } = await startStory(appliance, gone.url);
  await appliance.delete(`/webhooks/endpoints/${endpointId}`);
  await using back = await startMailbox({ port: mailbox.port });
  await appliance.pass(HOUR);
  expect(back.letters).toEqual([]);
  expect(await mailsOf(appliance)).toEqual({ waiting: 0, sent: 0, unsent: 2, reason: "webhook deleted" });
});

test("a mail server that takes the connection and says nothing keeps nobody from stopping", async () => {
  await using gone = await startReceiver({ answers: [410] });
  const connected = Promise.withResolvers<void>();
  const silent = createServer(() => connected.resolve()).listen(0, "127.0.0.1");
  await new Promise((resolve) => silent.once("listening", resolve));
  const { port } = silent.address() as { port: number };
  await using appliance = await startAppliance(mailing({ url: `smtp://127.0.0.1:${port}` }));
  await appliance.post("/webhooks/endpoints", { url: gone.url });
  await appliance.post("/events", { type: "order.paid", data: {} });
  await connected.promise;
  expect(await appliance.post("/events", { type: "order.paid", data: {} })).toMatchObject({ deliveries: 1 });
  await appliance.stop();
  expect(appliance.logLines.filter((line) => JSON.parse(line).level === "error")).toEqual([]);
  silent.close();

  await using mailbox = await startMailbox();
  await using again = await startAppliance({ ...mailing(mailbox), dataDir: appliance.dataDir, clock: appliance.clock });
  await again.pass(0);
  expect(mailbox.letters).toHaveLength(2);
});

test("a hostile name is shown as text, and begins no header of its own", async () => {
  await using gone = await startReceiver({ answers: [410] });
  await using mailbox = await startMailbox();
  await using appliance = await startAppliance({ ...mailing(mailbox), owners: ["ann@acme.example"] });
  const name = `<img src=x onerror=alert(1)>"&\u202eBcc: eve@evil.example`;
  await startStory(appliance, `${gone.url}?<b>"`, { name });
  const [{ mail, to }] = mailbox.letters as [Mailbox["letters"][number]];
  expect(to).toEqual(["ann@acme.example"]);
  expect(mail.subject).toBe(
    `[Default] Webhook “<img src=x onerror=alert(1)>"& Bcc: eve@evil.example” has been disabled`,
  );
  expect(mail.headers.has("bcc")).toBe(false);
  expect(mail.html).not.toContain("<img");
  expect(mail.html).not.toContain("<b>");
  expect(mail.text).toContain("<img src=x onerror=alert(1)>");
  expect(mail.headers.get("auto-submitted")).toBe("auto-generated");
});
