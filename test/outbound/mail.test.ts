/** Mails over real SMTP: what is sent, to whom a password is told, and what a server's refusal means. */
import { afterAll, beforeAll, expect, setDefaultTimeout, test } from "bun:test";
import { createServer } from "node:net";
import { parseMailServer } from "../../server/base/mail-server.ts";
import { type Mail, createMailer } from "../../server/outbound/mail.ts";
import { type Certificates, isWithoutOpenssl, makeCertificates } from "../help/certificates.ts";
import { MINUTE, startClock } from "../help/clock.ts";
import { type MailboxOptions, startMailbox } from "../help/mailbox.ts";

setDefaultTimeout(30_000);

const LOGIN = { user: "acme", password: "p%ss/w:rd@1" };

const MAIL: Mail = {
  to: "ann@acme.example",
  subject: "Grüße, ☕",
  text: "text\n.\nbelow a dot",
  html: "<p>text</p>",
  at: Date.UTC(2026, 0, 5, 12),
  id: "ntc_1.1",
};

let certificates: Certificates | null = null;

beforeAll(async () => {
  if (!isWithoutOpenssl) certificates = await makeCertificates();
});

afterAll(() => certificates?.[Symbol.asyncDispose]());

function send(url: string, mail: Partial<Mail> = {}, signal = new AbortController().signal) {
  const parsed = parseMailServer(url);
  if ("fault" in parsed) throw new Error(parsed.fault);
  const from = { name: "Acme, Inc.", address: "hooks@acme.example" };
  const clock = startClock();
  return { clock, outcome: createMailer({ clock, server: parsed.server, from })({ ...MAIL, ...mail }, signal) };
}

/** `smtp://127.0.0.1:25` with a login and another scheme. */
function signedIn(url: string, { user, password } = LOGIN, scheme = "smtp"): string {
  return url.replace("smtp://", `${scheme}://${user}:${encodeURIComponent(password)}@`);
}

test("a mail arrives as it was given, in both its forms, with one id for all its tries", async () => {
  await using mailbox = await startMailbox();
  expect(await send(mailbox.url).outcome).toEqual({ kind: "sent" });
  const [{ mail, from, to, user }] = mailbox.letters as [(typeof mailbox.letters)[number]];
  expect([from, to, user]).toEqual(["hooks@acme.example", ["ann@acme.example"], null]);
  expect(mail.from?.value).toEqual([{ name: "Acme, Inc.", address: "hooks@acme.example" }]);
  expect(mail.subject).toBe("Grüße, ☕");
  expect([mail.text?.trimEnd(), mail.html]).toEqual(["text\n.\nbelow a dot", "<p>text</p>"]);
  expect(mail.messageId).toBe("<ntc_1.1@acme.example>");
  expect(mail.date).toEqual(new Date(MAIL.at));
});

test("it signs in with the user and password of the URL, whatever signs they hold", async () => {
  await using mailbox = await startMailbox({ login: LOGIN });
  expect(await send(signedIn(mailbox.url)).outcome).toEqual({ kind: "sent" });
  expect(mailbox.letters[0]!.user).toBe("acme");
  expect(await send(signedIn(mailbox.url, { user: "acme", password: "guessed" })).outcome).toEqual({
    kind: "unreachable",
    reason: "the mail server refused the user or the password (535)",
    status: 535,
  });
});

test.skipIf(isWithoutOpenssl)(
  "what can be encrypted is, also by a certificate that nobody vouches for, as long as no password is told (needs openssl)",
  async () => {
    await using mailbox = await startMailbox({ tls: certificates!.selfSigned });
    expect(await send(mailbox.url).outcome).toEqual({ kind: "sent" });
    expect(mailbox.letters[0]!.isSecure).toBe(true);
  },
);

test.skipIf(isWithoutOpenssl)("smtps asks for a certificate that can be trusted (needs openssl)", async () => {
  const faults = { selfSigned: "certificate is self-signed", untrusted: "certificate of an unknown authority" };
  for (const name of ["selfSigned", "untrusted"] as const) {
    const tls: NonNullable<MailboxOptions["tls"]> = { ...certificates![name], isSecure: true };
    await using mailbox = await startMailbox({ tls, login: LOGIN });
    const outcome = await send(signedIn(mailbox.url, LOGIN, "smtps")).outcome;
    const reason = `the mail server cannot be reached (${faults[name]})`;
    expect([name, outcome]).toEqual([name, { kind: "unreachable", reason, status: null }]);
    expect(mailbox.letters).toEqual([]);
  }
});

test("no password is told to a server beyond this machine that offers no encryption", async () => {
  await using mailbox = await startMailbox({ login: LOGIN });
  // Leads here, and is not known to.
  const beyond = signedIn(mailbox.url).replace("127.0.0.1", "0.0.0.0");
  expect(await send(beyond).outcome).toMatchObject({
    kind: "unreachable",
    reason: expect.stringContaining("the mail server offers no TLS that can be trusted"),
  });
  expect(await send(mailbox.url.replace("127.0.0.1", "0.0.0.0")).outcome).toEqual({ kind: "sent" });
  expect(await send(mailbox.url.replace("127.0.0.1", "localhost")).outcome).toEqual({ kind: "sent" });
});

test("a server's refusal of an address is told by its number alone", async () => {
  await using mailbox = await startMailbox();
  mailbox.refuse(452);
  const reason = "the mail server refused the address (452)";
  expect(await send(mailbox.url).outcome).toEqual({ kind: "refused", reason, status: 452 });
});

test("a server that nobody runs, or whose name nobody knows, is unreachable", async () => {
  const mailbox = await startMailbox();
  await mailbox.stop();
  const reason = "the mail server cannot be reached (connection refused)";
  expect(await send(mailbox.url).outcome).toEqual({ kind: "unreachable", reason, status: null });
  expect(await send("smtp://nowhere.invalid").outcome).toMatchObject({ kind: "unreachable" });
});

test("a server that says nothing is given up after half a minute, or when the process stops", async () => {
  const connected = Promise.withResolvers<void>();
  const silent = createServer(() => connected.resolve()).listen(0, "127.0.0.1");
  await new Promise((resolve) => silent.once("listening", resolve));
  const url = `smtp://127.0.0.1:${(silent.address() as { port: number }).port}`;
  const given = { kind: "unreachable", reason: "the mail server did not answer in time", status: null } as const;
  const { clock, outcome } = send(url);
  await connected.promise;
  await clock.pass(MINUTE / 2);
  expect(await outcome).toEqual(given);

  const stopping = new AbortController();
  const stopped = send(url, {}, stopping.signal).outcome;
  stopping.abort();
  expect(await stopped).toEqual(given);
  silent.close();
});
