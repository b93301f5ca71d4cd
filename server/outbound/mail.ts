/** Sends mails over the operator's mail server: that host and port are dialled, and nothing else is fetched or read. */
import type { Clock, UnixMs } from "../base/clock.ts";
import type { Mailbox } from "../base/mail-address.ts";
import type { MailServer } from "../base/mail-server.ts";
import { faultOf } from "./faults.ts";

/** A mail to one address. */
export interface Mail {
  /** A plain address that `isMailAddress` takes. */
  to: string;
  /** On one line. */
  subject: string;
  text: string;
  html: string;
  at: UnixMs;
  /** The left part of its `Message-ID`: the same when the same mail is sent once more, so that programs can tell. */
  id: string;
}

/** What came of it. `unreachable` is a fault of the server for any mail, `refused` one that only this mail met. */
export type MailOutcome =
  | { kind: "sent" }
  | {
      kind: "refused" | "unreachable";
      reason: string;
      /** The server's number, `null` without. */ status: number | null;
    };

/** The seam. Never throws; gives up when the signal aborts. */
export type SendMail = (mail: Mail, signal: AbortSignal) => Promise<MailOutcome>;

/** What the real one needs. */
export interface MailRooms {
  clock: Pick<Clock, "signalAfter">;
  server: MailServer;
  from: Mailbox;
}

/** For all of name, connection, sign-in and sending, in ms. */
const MAIL_MS_MAX = 30_000;

/** By nodemailer's code; never the server's own words, which may name an address. */
const REASONS: Readonly<Record<string, string>> = {
  EDNS: "the mail server's name was not found",
  ECONNECTION: "the mail server cannot be reached",
  ESOCKET: "the mail server cannot be reached",
  ETIMEDOUT: "the mail server did not answer in time",
  EABORT: "the mail server did not answer in time",
  ETLS: "the mail server offers no TLS that can be trusted",
  EAUTH: "the mail server refused the user or the password",
  EENVELOPE: "the mail server refused the address",
  EMESSAGE: "the mail server refused the mail",
};

/** Builds it. A connection a mail: notices are few, and nothing is left open. */
export function createMailer({ clock, server, from }: MailRooms): SendMail {
  const { host, port, isSecure, login } = server;
  // A password goes only where it cannot be overheard. Without one TLS is taken as it comes: it could be stripped anyway.
  const isGuarded = isSecure || (login !== null && !isLoopback(host));
  const options = {
    host,
    port,
    secure: isSecure,
    requireTLS: isGuarded && !isSecure,
    tls: { rejectUnauthorized: isGuarded },
    ...(login !== null && { auth: { user: login.user, pass: login.password } }),
    connectionTimeout: MAIL_MS_MAX,
    disableFileAccess: true,
    disableUrlAccess: true,
  };
  // Loaded for the first mail: a start need not wait for it.
  const loaded = lazily(async () => (await import("nodemailer")).createTransport(options));
  const domain = from.address.slice(from.address.indexOf("@") + 1);

  return async ({ to, subject, text, html, at, id }, signal) => {
    const deadline = clock.signalAfter(MAIL_MS_MAX);
    try {
      const transport = await loaded();
      await transport.sendMail({
        from,
        to: { name: "", address: to },
        envelope: { from: from.address, to },
        subject,
        text,
        html,
        date: new Date(at),
        messageId: `<${id}@${domain}>`,
        headers: { "Auto-Submitted": "auto-generated" },
        signal: AbortSignal.any([deadline.signal, signal]),
      });
      return { kind: "sent" };
    } catch (fault) {
      return outcomeOf(fault as { code?: unknown; responseCode?: unknown });
    } finally {
      deadline.cancel();
    }
  };
}

/** What nodemailer throws: its own code, the socket's before it, and the number of the server's answer. */
interface Thrown {
  code?: unknown;
  originalCode?: unknown;
  responseCode?: unknown;
}

function outcomeOf({ code, originalCode, responseCode }: Thrown): MailOutcome {
  const status = typeof responseCode === "number" ? responseCode : null;
  const detail = status ?? (originalCode === undefined ? null : faultOf({ code: originalCode }).reason);
  const reason = REASONS[String(code)] ?? "the mail server could not be used";
  const isOfMail = code === "EENVELOPE" || code === "EMESSAGE";
  return {
    kind: isOfMail ? "refused" : "unreachable",
    reason: detail === null ? reason : `${reason} (${detail})`,
    status,
  };
}

function lazily<Value>(load: () => Promise<Value>): () => Promise<Value> {
  let value: Promise<Value> | null = null;
  return () => (value ??= load());
}

function isLoopback(host: string): boolean {
  return host === "localhost" || host === "::1" || host.startsWith("127.");
}
