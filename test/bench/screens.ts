/** How long screens of the console take over a million deliveries, in ms: from the start of their load until they show what they know. */
import { chromium, type Page } from "playwright-core";
import { buildBacklog } from "../faults/backlog.ts";
import { withinMs } from "../faults/figures.ts";
import { freshFolder } from "../faults/folder.ts";
import { startBinary } from "../help/binary.ts";
import { CHROMIUM, FLAGS } from "../help/browser.ts";
import { signInAs } from "../help/console.ts";

const ENDPOINTS_COUNT = 50;
const DELIVERIES_EACH_COUNT = 20_000;
const LOADS_COUNT = 5;

if (!CHROMIUM) throw new Error("no Chromium here (Debian: apt-get install chromium)");
await measure(CHROMIUM);
process.exit();

async function measure(executablePath: string): Promise<void> {
  await using folder = await freshFolder();
  const endpoints = Array.from({ length: ENDPOINTS_COUNT }, (_, n) => ({
    url: `https://customer-${n}.example/hooks`,
    isFailing: n % 2 === 1,
  }));
  await buildBacklog({ dataDir: folder.path, endpoints, waitingEach: DELIVERIES_EACH_COUNT, dueEach: 0 });
  await using server = await startBinary({ dataDir: folder.path });
  await using browser = await chromium.launch({ executablePath, args: FLAGS });
  const page = await browser.newPage();
  await signInAs(page, server);
  const read = async (path: string) => (await server.api(path)).json();
  const [{ id: endpoint }] = (await read("/webhooks/endpoints?limit=1")).data;
  const [delivery] = (await read(`/deliveries?endpoint=${endpoint}&limit=1`)).data;
  const paths = {
    overview: "/",
    webhooks: "/webhooks",
    log: `/webhooks/${endpoint}`,
    "log, by type": `/webhooks/${endpoint}?type=order.paid&state=waiting`,
    inspector: `/webhooks/${endpoint}?delivery=${delivery.id}`,
    "a webhook's overview": `/webhooks/${endpoint}/overview`,
    events: "/events",
    "events, by type": "/events?type=order.paid",
    "one event": `/events/${delivery.eventId}`,
    queue: "/queue",
    "audit log": "/audit",
  };
  for (const [name, path] of Object.entries(paths)) {
    await loadMs(page, server.url + path);
    const spansMs: number[] = [];
    for (let n = 0; n < LOADS_COUNT; n++) spansMs.push(await loadMs(page, server.url + path));
    console.log(name, { medianMs: withinMs(spansMs, 0.5), maxMs: withinMs(spansMs, 1) });
  }
}

/** From the start of the page's load until there is a heading, and no bone is left. */
async function loadMs(on: Page, url: string): Promise<number> {
  await on.goto(url, { waitUntil: "commit" });
  const wholeMs = await on.waitForFunction(() => {
    const isWhole = document.querySelector("#main h1") !== null && document.querySelector(".bone") === null;
    return isWhole && performance.now();
  });
  return Number(await wholeMs.jsonValue());
}
