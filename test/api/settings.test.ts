/** Settings: what an operator sees of them, and the mail that tests the way. */
import { expect, setDefaultTimeout, test } from "bun:test";
import { environmentName, VARIABLES, type Values } from "../../server/base/variables.ts";
import { startAppliance } from "../help/appliance.ts";
import { SECOND } from "../help/clock.ts";
import { startMailbox } from "../help/mailbox.ts";
import { startAdmin } from "../help/people.ts";

setDefaultTimeout(30_000);

test("every variable is there with its value and where it comes from, and no secret", async () => {
  const smtp = "smtp://ada:hidden-password@127.0.0.1:2525";
  await using appliance = await startAppliance({
    env: { HOOKWHEEL_SMTP_URL: smtp, HOOKWHEEL_MAIL_FROM: "hooks@acme.example" },
  });
  const ada = await startAdmin(appliance);
  const text = await (await ada.request("GET", "/settings")).text();
  const { settings, ...rest } = JSON.parse(text);
  expect(rest).toEqual({
    version: expect.stringMatching(/^\d/),
    url: appliance.url,
    dataDir: appliance.dataDir,
    databaseBytes: expect.any(Number),
    freeBytes: expect.any(Number),
    isMailSet: true,
  });
  expect(rest.databaseBytes).toBeGreaterThan(4096);
  expect(settings.map(({ variable }: { variable: string }) => variable)).toEqual(
    (Object.keys(VARIABLES) as (keyof Values)[]).map(environmentName),
  );
  const valueOf = (name: string) => {
    const { value, source } = settings.find((one: { name: string }) => one.name === name);
    return [value, source];
  };
  expect(valueOf("maxInFlight")).toEqual(["8000", "default"]);
  expect(valueOf("allowTargets")).toEqual(["127.0.0.0/8", "environment"]);
  expect(valueOf("baseUrl")).toEqual([null, "default"]);
  expect(valueOf("adminKey")).toEqual(["••••", "environment"]);
  expect(valueOf("smtpUrl")).toEqual(["••••", "environment"]);
  expect(text).not.toContain("hidden");
  expect(text).not.toContain(appliance.adminKey);
});

test("a test mail arrives, a few times a minute, and is in the audit log", async () => {
  await using mailbox = await startMailbox();
  await using appliance = await startAppliance({
    env: { HOOKWHEEL_SMTP_URL: mailbox.url, HOOKWHEEL_MAIL_FROM: "hooks@acme.example" },
  });
  const ada = await startAdmin(appliance);
  const send = () => ada.request("POST", "/settings/mail-test", { to: "Ops@Acme.example" });
  expect(await (await send()).json()).toEqual({ outcome: "sent", reason: null });
  expect(mailbox.letters).toMatchObject([{ to: ["ops@acme.example"], subject: "A test mail from Hookwheel" }]);
  mailbox.refuse(550);
  expect(await (await send()).json()).toMatchObject({ outcome: "refused", reason: expect.any(String) });
  await mailbox.stop();
  expect(await (await send()).json()).toMatchObject({ outcome: "unreachable" });
  const refused = await send();
  expect([refused.status, refused.headers.get("retry-after")]).toEqual([429, "20"]);
  await appliance.pass(20 * SECOND);
  expect((await send()).status).toBe(200);
  expect((await appliance.get("/audit?action=mail.tested")).data).toHaveLength(4);
});

test("without a mail server a test mail is refused with what to set", async () => {
  await using appliance = await startAppliance();
  const response = await appliance.request("POST", "/settings/mail-test", { to: "ops@acme.example" });
  expect(await response.json()).toMatchObject({ status: 409, detail: expect.stringContaining("HOOKWHEEL_SMTP_URL") });
  expect((await appliance.request("POST", "/settings/mail-test", { to: "a\r\nBcc: b" })).status).toBe(422);
});
