/** A mail server as an operator runs one: a real SMTP server on loopback that keeps what it got. */
import type { AddressInfo } from "node:net";
import { type ParsedMail, simpleParser } from "mailparser";
import { SMTPServer, type SMTPServerDataStream, type SMTPServerOptions, type SMTPServerSession } from "smtp-server";

/** What it got. */
export interface Letter {
  from: string;
  to: string[];
  /** Whether it came encrypted. */
  isSecure: boolean;
  user: string | null;
  subject: string;
  mail: ParsedMail;
}

/** The server. */
export interface Mailbox extends AsyncDisposable {
  /** As `HOOKWHEEL_SMTP_URL` takes it. */
  readonly url: string;
  readonly port: number;
  readonly letters: Letter[];
  /** Refuses receivers with this number from here on; `null` to take all. */
  refuse(status: number | null): void;
  /** Stops it: nobody listens on its port any more. */
  stop(): Promise<void>;
}

/** How it differs from one that takes everything unencrypted. */
export interface MailboxOptions {
  /** That of an earlier one, else a free one. */
  port?: number;
  /** Who may sign in; nobody must. */
  login?: { user: string; password: string };
  /** A certificate and its key, as PEM: offers STARTTLS, or speaks TLS from the first byte on. */
  tls?: { cert: string; key: string; isSecure?: boolean };
}

/** Starts one. */
export async function startMailbox({ port = 0, login, tls }: MailboxOptions = {}): Promise<Mailbox> {
  const letters: Letter[] = [];
  let refusal: number | null = null;
  async function keep(stream: SMTPServerDataStream, { envelope, secure, user }: SMTPServerSession): Promise<void> {
    const mail = await simpleParser(stream);
    letters.push({
      from: envelope.mailFrom === false ? "" : envelope.mailFrom.address,
      to: envelope.rcptTo.map(({ address }) => address),
      isSecure: secure,
      user: typeof user === "string" ? user : null,
      subject: mail.subject ?? "",
      mail,
    });
  }

  const options: SMTPServerOptions = {
    authOptional: true,
    allowInsecureAuth: true,
    ...(tls === undefined
      ? { disabledCommands: ["STARTTLS"] }
      : { cert: tls.cert, key: tls.key, secure: tls.isSecure ?? false }),
    onAuth({ username = "", password }, _, callback) {
      if (username === login?.user && password === login?.password) callback(null, { user: username });
      else callback(new Error("no such user"));
    },
    onRcptTo({ address }, _, callback) {
      if (refusal === null) callback();
      else callback(Object.assign(new Error(`no mail for ${address}`), { responseCode: refusal }));
    },
    onData(stream, session, callback) {
      void keep(stream, session).finally(callback);
    },
  };
  const server = new SMTPServer(options);
  // What a client does to it is no fault of the test.
  server.on("error", () => {});
  await new Promise<void>((resolve) => server.listen(port, "127.0.0.1", resolve));
  const stop = () => new Promise<void>((resolve) => server.close(() => resolve()));
  const { port: taken } = server.server.address() as AddressInfo;
  return {
    url: `smtp://127.0.0.1:${taken}`,
    port: taken,
    letters,
    refuse: (status) => void (refusal = status),
    stop,
    [Symbol.asyncDispose]: stop,
  };
}
