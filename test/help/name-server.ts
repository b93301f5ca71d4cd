/** A name server on loopback, in twenty lines of DNS: it knows what a test tells it, and can be silent. */
import { createSocket } from "node:dgram";

/** What it says of a name: addresses; an error code of DNS (2 for SERVFAIL) for what has no list; or nothing at all. */
export type Records = { a?: readonly string[]; aaaa?: readonly string[]; code?: number } | "silent";

/** The name server. */
export interface NameServer extends AsyncDisposable {
  /** `IP:port`. */
  readonly address: string;
  /** May be changed at any time; a name that is not there is answered with NXDOMAIN, its TTL is 300 s. */
  readonly zone: Record<string, Records>;
}

const TYPE_A = 1;
const TYPE_AAAA = 28;
const NXDOMAIN = 3;

/** Starts one on loopback, on a free port unless one is given. */
export async function startNameServer(
  zone: Record<string, Records>,
  { host = "127.0.0.1", port = 0 } = {},
): Promise<NameServer> {
  const socket = createSocket("udp4");
  socket.on("message", (query, { port, address }) => {
    const { name, type, end } = question(query);
    const records = zone[name] ?? { code: NXDOMAIN };
    if (records === "silent") return;
    const found = type === TYPE_A ? records.a : type === TYPE_AAAA ? records.aaaa : [];
    const code = found === undefined ? (records.code ?? 0) : 0;
    const answers = (found ?? []).map((some) => recordOf(some, type));
    const head = Buffer.from([0x81, 0x80 | code, 0, 1, 0, answers.length, 0, 0, 0, 0]);
    socket.send(Buffer.concat([query.subarray(0, 2), head, query.subarray(12, end), ...answers]), port, address);
  });
  await new Promise<void>((resolve) => socket.bind(port, host, resolve));
  return {
    address: `${host}:${socket.address().port}`,
    zone,
    [Symbol.asyncDispose]: () => new Promise((resolve) => socket.close(() => resolve())),
  };
}

function question(query: Buffer): { name: string; type: number; end: number } {
  const labels: string[] = [];
  let at = 12;
  for (let length = query[at] as number; length > 0; length = query[at] as number) {
    labels.push(query.toString("latin1", at + 1, at + 1 + length));
    at += length + 1;
  }
  return { name: labels.join(".").toLowerCase(), type: query.readUInt16BE(at + 1), end: at + 5 };
}

/** IPv6 written out in full: eight groups. */
function recordOf(address: string, type: number): Buffer {
  const isV4 = type === TYPE_A;
  const groups = address.split(isV4 ? "." : ":").map((group) => Number.parseInt(group, isV4 ? 10 : 16));
  const bytes = isV4 ? groups : groups.flatMap((group) => [group >> 8, group & 255]);
  return Buffer.from([0xc0, 12, 0, type, 0, 1, 0, 0, 1, 44, 0, bytes.length, ...bytes]);
}
