/** The mail server that the operator trusts, as a URL names it. */

/** Exactly this host and port are dialled. */
export interface MailServer {
  host: string;
  port: number;
  /** Whether TLS stands from the first byte on. */
  isSecure: boolean;
  /** `null` to send without signing in. */
  login: { user: string; password: string } | null;
}

const FORM = "must be smtp://host, smtps://host, or smtp://user:password@host:587";

const PORTS: Readonly<Record<string, number>> = { "smtp:": 25, "smtps:": 465 };

/** Reads the URL; the fault never shows what was written, for it may hold a password. */
export function parseMailServer(text: string): { server: MailServer } | { fault: string } {
  const url = URL.parse(text);
  const port = PORTS[url?.protocol ?? ""];
  if (url === null || port === undefined) return { fault: FORM };
  // IPv6 stands in brackets in a URL, and nowhere else.
  const host = url.hostname.replace(/^\[(.*)\]$/, "$1");
  if (!/^[a-z0-9._:-]+$/i.test(host) || url.port === "0") return { fault: FORM };
  if (!/^\/?$/.test(url.pathname) || url.search !== "" || url.hash !== "") {
    return { fault: `${FORM}; encode /, ? and # in a password as %2F, %3F and %23` };
  }
  const [user, password] = [decoded(url.username), decoded(url.password)];
  if (user === null || password === null) return { fault: "has a % in its user or password that must be written %25" };
  if ((user === "") !== (password === "")) return { fault: "needs both a user and a password, or neither" };
  const login = user === "" ? null : { user, password };
  return {
    server: { host, port: url.port === "" ? port : Number(url.port), isSecure: url.protocol === "smtps:", login },
  };
}

function decoded(text: string): string | null {
  try {
    return decodeURIComponent(text);
  } catch {
    return null;
  }
}
