/** What the fault tests ask of a server: endpoints, events, and how its process fares. */
import { readFile } from "node:fs/promises";
import type { Binary } from "../help/binary.ts";
import { until } from "./patience.ts";

/** Deliveries may go to loopback. */
export const OPEN_LOOPBACK = { HOOKWHEEL_ALLOW_TARGETS: "127.0.0.0/8" };

/** Adds an endpoint; answers its id. @throws Error with the answer when it is refused */
export async function addEndpoint(server: Binary, fields: Record<string, unknown>): Promise<string> {
  const { id } = await read<{ id: string }>(await server.api("/webhooks/endpoints", post(fields)));
  return id;
}

/** What may go with an event. */
export interface Extras {
  /** Its idempotency key. */
  key?: string | null;
  /** What its data holds beside `n`. */
  note?: string;
}

/** Posts the event `n` of a type. */
export function postEvent(
  server: Binary,
  type: string,
  n: number,
  { key = null, note }: Extras = {},
): Promise<Response> {
  return server.api("/events", post({ type, data: { n, note } }, key === null ? {} : { "idempotency-key": key }));
}

/** Posts an event as a patient client does, again after a 503; answers its id. @throws Error as `until` and `read` do */
export async function postPatiently(server: Binary, type: string, n: number, extras?: Extras): Promise<string> {
  let answer = await postEvent(server, type, n, extras);
  await until(`event ${n} is accepted`, async () => {
    if (answer.status === 503) answer = await postEvent(server, type, n, extras);
    return answer.status !== 503;
  });
  return (await read<{ id: string }>(answer)).id;
}

/** Every endpoint, as the API shows them. */
export async function listEndpoints(server: Binary): Promise<EndpointSeen[]> {
  const { data } = await read<{ data: EndpointSeen[] }>(await server.api("/webhooks/endpoints?limit=250"));
  return data;
}

/** What is looked at of an endpoint. */
export interface EndpointSeen {
  id: string;
  status: string;
  consecutiveFailures: number;
  waitingCount: number;
}

/** The JSON of an answer that must be a good one. @throws Error with the answer when it is not */
export async function read<Body>(response: Response): Promise<Body> {
  if (!response.ok) throw new Error(`${response.status} ${response.url}: ${await response.text()}`);
  return (await response.json()) as Body;
}

/** The memory that a process holds now and the most that it ever held, in MiB. Needs `/proc`. */
export async function memoryOf(pid: number): Promise<{ nowMiB: number; peakMiB: number }> {
  const status = await readFile(`/proc/${pid}/status`, "utf8");
  const mib = (field: string) => Math.round(Number(new RegExp(`^${field}:\\s*(\\d+)`, "m").exec(status)?.[1]) / 1024);
  return { nowMiB: mib("VmRSS"), peakMiB: mib("VmHWM") };
}

/** The lines of its log that tell of an error. */
export function errorLines(server: Binary): string[] {
  return server.logs.filter((line) => line.includes('"level":"error"') || line.includes('"level":"fatal"'));
}

/** A POST of JSON. */
export function post(body: unknown, headers: Record<string, string> = {}): RequestInit {
  return { method: "POST", headers: { "content-type": "application/json", ...headers }, body: JSON.stringify(body) };
}
