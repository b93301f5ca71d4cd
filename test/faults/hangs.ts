/** Endpoints that hang, by the hundred, beside healthy ones under load. */
import { join } from "node:path";
import { type Binary, startBinary } from "../help/binary.ts";
import { startNameServer } from "../help/name-server.ts";
import { type BystandersReport, watchBystanders } from "./bystanders.ts";
import { addEndpoint, OPEN_LOOPBACK, postPatiently } from "./client.ts";
import { startFarEnd } from "./far-end.ts";
import { freshFolder } from "./folder.ts";

/** How many, and for how long. */
export interface HangOptions {
  /** Endpoints that hang. */
  sick: number;
  healthy: number;
  /** Events to each of the sick. */
  eventsEach: number;
  /** How long the healthy ones get events, in ms. */
  forMs: number;
}

/** The healthy ones' figures, and how many requests to the sick hung at once. */
export interface HangReport extends BystandersReport {
  hungCountMax: number;
}

/** What a server must be told in a file, since it asks for it by no setting. A mount of its own shows it another one. */
const WITH_OWN_NAME_SERVER = ["unshare", "--mount", "sh", "-euc", 'mount --bind "$0" /etc/resolv.conf && exec "$@"'];

/** On loopback, and nobody else's. */
const NAME_SERVER = { host: "127.77.0.53", port: 53 };

/** The sick accept the connection and the request, and never answer. */
export async function besideHungEndpoints(options: HangOptions): Promise<HangReport> {
  await using black = startFarEnd(() => "hang");
  await using bright = startFarEnd(() => 200);
  await using server = await startBinary({ env: OPEN_LOOPBACK });
  await sicken(server, options, (n) => black.url(`sick-${n}`));
  const urls = Array.from({ length: options.healthy }, (_, n) => bright.url(`healthy-${n}`));
  const report = await watchBystanders(server, bright, urls, options.forMs);
  return { ...report, hungCountMax: black.hungCountMax };
}

/** The sick have names whose server never answers; it does answer for the names of the healthy. */
export async function besideSilentNames(options: HangOptions): Promise<BystandersReport> {
  const nameOf = (kind: string) => (n: number) => `${kind}${n}.example`;
  const numbers = (count: number) => Array.from({ length: count }, (_, n) => n);
  await using folder = await freshFolder();
  const resolvConf = join(folder.path, "resolv.conf");
  await Bun.write(resolvConf, `nameserver ${NAME_SERVER.host}\n`);
  const sick = numbers(options.sick).map((n) => [nameOf("sick")(n), "silent"] as const);
  const healthy = numbers(options.healthy).map((n) => [nameOf("healthy")(n), { a: ["127.0.0.1"] }] as const);
  await using _ = await startNameServer(Object.fromEntries([...sick, ...healthy]), NAME_SERVER);
  await using bright = startFarEnd(() => 200);
  await using server = await startBinary({ env: OPEN_LOOPBACK, through: [...WITH_OWN_NAME_SERVER, resolvConf] });
  await sicken(server, options, (n) => bright.url("sick", nameOf("sick")(n)));
  const urls = numbers(options.healthy).map((n) => bright.url("healthy", nameOf("healthy")(n)));
  return await watchBystanders(server, bright, urls, options.forMs);
}

async function sicken(server: Binary, { sick, eventsEach }: HangOptions, urlOf: (n: number) => string): Promise<void> {
  for (let n = 0; n < sick; n++) await addEndpoint(server, { url: urlOf(n), events: ["sick.event"] });
  for (let n = 0; n < eventsEach; n++) await postPatiently(server, "sick.event", n);
}
