/** A folder with four and a half days of believable life in it: customers of several kinds, well, failing and off. */
import type { Clock } from "../../server/base/clock.ts";
import { FAULTS } from "../../server/outbound/faults.ts";
import { createTransport, type Transport } from "../../server/outbound/transport.ts";
import { type Appliance, startAppliance } from "./appliance.ts";
import { type TestClock, startClock } from "./clock.ts";
import { CUSTOMERS, type Customer, DATA } from "./scene-data.ts";

const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;

/** How far back it begins. */
const SPAN_MS = 108 * HOUR;

/** Before which age of the scene events come how often: rarely at first, every minute at the end. */
const PACES = [
  { untilMs: 24 * HOUR, everyMs: 5 * HOUR },
  { untilMs: 2 * HOUR, everyMs: 12 * MINUTE },
  { untilMs: 10 * MINUTE, everyMs: 4 * MINUTE },
  { untilMs: 0, everyMs: 40 * SECOND },
];

/**
 * Lives through it on a clock that ends at the present, and stops.
 *
 * @param dataDir a folder that does not exist yet, for a server that is started on it next
 */
export async function liveThroughScene(dataDir: string): Promise<{ adminKey: string }> {
  const endsAt = Date.now();
  const clock = startClock(endsAt - SPAN_MS);
  const lags = new Lags(clock);
  await using receiver = startCustomers();
  await using appliance = await startAppliance({
    dataDir,
    clock: lags.clock,
    transport: sceneTransport(lags, receiver.port, () => (endsAt - clock.now()) / HOUR),
    lookUp: async () => ({ addresses: ["127.0.0.1"] }),
  });
  const ids = await addCustomers(appliance);
  const types = Object.keys(DATA);
  await appliance.post("/events", { type: "document.ready", data: DATA["document.ready"] });
  let count = 0;
  for (const { untilMs, everyMs } of PACES) {
    while (endsAt - clock.now() > untilMs + everyMs) {
      await appliance.pass(everyMs - ((count * 7919) % 1000));
      await pauseOne(appliance, ids, endsAt - clock.now());
      const type = types[(count * 5 + (count % 3)) % types.length] as string;
      const namespace = count % 4 === 0 ? "acme" : undefined;
      await appliance.post("/events", { type, data: DATA[type], ...(namespace && { namespace }) });
      count++;
    }
  }
  await appliance.pass(Math.max(0, endsAt - clock.now()));
  await appliance.stop();
  return { adminKey: appliance.adminKey };
}

async function addCustomers(appliance: Appliance): Promise<Map<Customer, string>> {
  const ids = new Map<Customer, string>();
  for (const customer of CUSTOMERS.toReversed()) {
    const { answers: _, pausedHoursAgo: __, ...form } = customer;
    ids.set(customer, (await appliance.post("/webhooks/endpoints", form)).id);
    await appliance.pass(3 * MINUTE);
  }
  return ids;
}

async function pauseOne(appliance: Appliance, ids: Map<Customer, string>, ageMs: number): Promise<void> {
  for (const [customer, id] of ids) {
    if (customer.pausedHoursAgo === undefined || ageMs > customer.pausedHoursAgo * HOUR) continue;
    await appliance.patch(`/webhooks/endpoints/${id}`, { active: false });
    ids.delete(customer);
  }
}

/** The header by which a request tells the receiver how to answer; it goes over the wire alone, and no log knows it. */
const ANSWER = "x-scene-answer";

/** All customers' receivers in one. */
function startCustomers() {
  let count = 0;
  const server = Bun.serve({
    port: 0,
    hostname: "127.0.0.1",
    fetch({ headers }) {
      const status = Number(headers.get(ANSWER));
      const body = status < 300 ? `{"received":true}` : `{"error":"the index is being rebuilt","status":${status}}`;
      const told = {
        "content-type": "application/json",
        "x-request-id": `r-${(++count).toString(36).padStart(6, "0")}`,
      };
      return new Response(status === 204 ? null : body, { status, headers: told });
    },
  });
  return { port: server.port as number, [Symbol.asyncDispose]: () => server.stop(true) };
}

/** Sends to the one receiver whoever is meant, answers as the customer does at that age, and takes the time it would. */
function sceneTransport(lags: Lags, port: number, hoursAgo: () => number): Transport {
  const real = createTransport(lags.clock);
  let count = 0;
  return async (dial, endsAtMs) => {
    count++;
    const customer = CUSTOMERS.find(({ url }) => url === dial.request.url);
    const answer = customer?.answers(hoursAgo(), count) ?? 200;
    const lagMs = 38 + ((count * 7919) % 97);
    if (answer === "timeout") {
      lags.add(15_000);
      return { fault: FAULTS.timed_out };
    }
    lags.add(lagMs);
    const request = { ...dial.request, headers: [...dial.request.headers, [ANSWER, String(answer)] as const] };
    const origin = { ...dial.origin, isTls: false, port };
    const told = await real({ ...dial, request, origin }, endsAtMs + lagMs);
    dial.timing.connectMs ??= 9 + (count % 7);
    dial.timing.tlsMs ??= 14 + (count % 11);
    return told;
  };
}

/** A clock of a test on which requests take their time although nobody waits for it. */
class Lags {
  #lagMs = 0;
  readonly clock: TestClock;

  constructor(inner: TestClock) {
    const monotonicMs: Clock["monotonicMs"] = () => inner.monotonicMs() + this.#lagMs;
    this.clock = { ...inner, monotonicMs };
  }

  add(ms: number): void {
    this.#lagMs += ms;
  }
}
