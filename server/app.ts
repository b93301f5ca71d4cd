/** The roof: the one place that knows all rooms. Starts them from left to right, and stops them as the flow runs. */
import { existsSync } from "node:fs";
import { join } from "node:path";
import { createApi } from "./api/api.ts";
import { control } from "./api/control/control.ts";
import { listenForVerbs } from "./api/control/listen.ts";
import { openDoor } from "./api/door.ts";
import { handOverTo, isThereIn } from "./api/inboxes/own-urls.ts";
import { reachedAt } from "./api/reached-at.ts";
import type { Rooms } from "./api/rooms.ts";
import { makeSetUpUrl } from "./api/setup/set-up.ts";
import { type Clock, systemClock } from "./base/clock.ts";
import type { Config } from "./base/config.ts";
import type { Dice } from "./base/dice.ts";
import { localUrl } from "./base/local-url.ts";
import type { Log } from "./base/log.ts";
import { parseMailbox } from "./base/mail-address.ts";
import { type LoopWatch, watchLoop } from "./base/loop-watch.ts";
import { type Metrics, createMetrics } from "./base/metrics.ts";
import { StartError } from "./base/start-error.ts";
import { VERSION } from "./base/version.ts";
import { watchDisk } from "./flow/disk-watch.ts";
import { type Catalogs, createCatalogs } from "./flow/catalogs.ts";
import { createCheckEvents } from "./flow/check-events.ts";
import { type Profiles, createProfiles } from "./flow/profiles.ts";
import { type SchemaChecks, createSchemaChecks } from "./flow/schema-checks.ts";
import { type Scopes, createScopes } from "./flow/scopes.ts";
import { type RunningFlow, startFlow } from "./flow/start-flow.ts";
import { type Listener, createGuard } from "./outbound/guard.ts";
import { createInHouseReach, createInHouseSender } from "./outbound/in-house.ts";
import { type SendMail, createMailer } from "./outbound/mail.ts";
import { MACHINE_NAMES, askNameServers } from "./outbound/name-servers.ts";
import { openedRanges } from "./outbound/opened-ranges.ts";
import { type LookUp, createResolver } from "./outbound/resolver.ts";
import { createReach } from "./outbound/reach.ts";
import { createSender } from "./outbound/sender.ts";
import { type Transport, createTransport } from "./outbound/transport.ts";
import { createTrust } from "./outbound/trusted.ts";
import { BUILT_IN_PROFILE_NAMES } from "./profiles/built-in.ts";
import type { OnCommit, Store } from "./store/faces/store.ts";
import { folderBytes, freeBytes, keptKey, openFolder } from "./store/folder.ts";
import { createSeal } from "./store/seal.ts";
import { lockFolder } from "./store/sqlite/lock.ts";
import { openStore } from "./store/sqlite/store.ts";

/** What tests replace. */
export interface Seams {
  clock: Clock;
  dice: Dice;
  transport?: Transport;
  lookUp?: LookUp;
  /** Watches the real event loop unless replaced: it is the process that may stand still, not the time of a test. */
  loop?: LoopWatch;
}

/** A running Hookwheel. */
export interface App {
  /** Where it listens, without a slash at the end. */
  readonly url: string;
  readonly isFirstBoot: boolean;
  /** The file of the admin key, `null` when the operator gave it. */
  readonly adminKeyPath: string | null;
  /** Makes the one-time URL by which the first person comes in; `null` when there are people. */
  setUpUrl(): Promise<string | null>;
  /** Whether nothing is being sent, recorded, swept or told, and nothing is about to be, but for so many attempts that hang. */
  isQuiet(hungCount?: number): boolean;
  /** Finishes what is in flight in the time that the configuration gives; what is left is sent at the next start. */
  stop(): Promise<void>;
}

/** Where verbs reach a running server, in the data folder. */
export const CONTROL_SOCKET = "control.sock";

/** How long another process on the folder is waited for: a restart may overlap. */
const LOCK_WAIT_MS = 10_000;

/** Looks this often whether what was in flight at a stop has ended, in ms. */
const DRAIN_LOOK_MS = 10;

/** Of the shutdown time, what the last commit and the checkpoint may take, in ms. */
const CLOSE_MS = 1000;

/**
 * Starts Hookwheel on its data folder.
 *
 * @throws StartError, or the system's error, when it cannot
 */
export async function startApp(config: Config, seams: Seams, log: Log): Promise<App> {
  const { clock } = seams;
  const { dataDir } = config;
  const startedAtMs = clock.monotonicMs();
  const metrics = createMetrics();
  const { store, adminKey, isFirstBoot, earlierCopy, close } = await openHouse(config, clock, metrics.countCommit);
  if (earlierCopy !== null) log.info("data migrated, the earlier file kept", { path: earlierCopy });
  const door = await openDoor(store, clock, adminKey.key, navigator.hardwareConcurrency);
  const sending = await openProfiles(store, door.tenants, log);
  const { scopes, catalogs, schemas } = sending;
  const loop = seams.loop ?? watchLoop(systemClock());
  const disk = watchDisk({ store, clock, log, dataDir, freeBytes: () => freeBytes(dataDir) });
  const listeners: Listener[] = [];
  const outside = outsideOf(config, seams, listeners);
  const places = reachedAt(config, listeners, await store.loadInboxes());
  const outbox = outboxOf(config, seams, outside, places);
  const flow = await startFlow({
    ...seams,
    ...outbox,
    store,
    scopes,
    checkEvents: createCheckEvents(catalogs, schemas),
    catalogs,
    loop,
    metrics,
    log,
    maxInFlight: config.maxInFlight,
    intakeRefusal: disk.refusal,
    ownersOf: (environment) => scopes.get(environment)?.of.organization.ownerEmails ?? [],
  });
  readMetrics(metrics, store, flow, loop.lagMs, log);
  let isStopping = false;
  const rooms: Rooms = {
    ...door,
    ...places,
    ...sending,
    store,
    flow,
    clock,
    log,
    metrics: metrics.registry,
    streamMetrics: metrics,
    config,
    folderBytes: () => folderBytes(dataDir),
    sendMail: outbox.sendMail,
    maxBodyBytes: config.maxBodyBytes,
    version: VERSION,
    startedAtMs,
    reach: outbox.reach,
    readiness: () => (isStopping ? "stopping" : disk.refusal()),
  };
  const server = listen(config, rooms);
  listeners.push({ host: config.host, port: server.port! });
  const verbs = listenForVerbs(join(dataDir, CONTROL_SOCKET), rooms, log);

  return {
    url: server.url.origin,
    isFirstBoot,
    adminKeyPath: adminKey.path,
    setUpUrl: async () => (door.roster.count === 0 ? makeSetUpUrl(rooms) : null),
    isQuiet: flow.isQuiet,
    stop,
  };

  async function stop(): Promise<void> {
    isStopping = true;
    verbs[Symbol.dispose]();
    flow.stop();
    await drained(flow, config.shutdownSeconds * 1000 - CLOSE_MS);
    await door[Symbol.asyncDispose]();
    flow[Symbol.dispose]();
    flow.feed.end();
    await store.settled();
    await server.stop(true);
    for (const watch of [disk, loop, schemas]) watch[Symbol.dispose]();
    await close();
  }
}

/** The data folder, locked, with its store and its keys. */
async function openHouse(config: Config, clock: Clock, onCommit: OnCommit) {
  if (!BUILT_IN_PROFILE_NAMES.includes(config.profile)) {
    const names = BUILT_IN_PROFILE_NAMES.join(", ");
    throw new StartError(`HOOKWHEEL_PROFILE: there is no profile "${config.profile}". Choose one of: ${names}.`);
  }
  const { dataDir } = config;
  openFolder(dataDir);
  const lock = await lockFolder(dataDir, LOCK_WAIT_MS, systemClock());
  try {
    const secretKey = config.secretKey ?? keptKey(dataDir, "secret-key", "").key;
    const given = config.adminKey;
    const adminKey =
      given === null ? keptKey(dataDir, "admin-key", "hw_admin_") : { key: given, path: null, isNew: false };
    const opened = openStore({
      dataDir,
      seal: createSeal(secretKey),
      profile: config.profile,
      now: clock.now(),
      onCommit,
    });
    const close = async () => {
      await opened.store[Symbol.asyncDispose]();
      lock.release();
    };
    return { ...opened, adminKey, isFirstBoot: opened.isNew || adminKey.isNew, close };
  } catch (fault) {
    lock.release();
    throw fault;
  }
}

/** How organizations send, in memory: a profile's change reaches all that follow it. */
async function openProfiles(
  store: Store,
  tenants: Rooms["tenants"],
  log: Log,
): Promise<{ profiles: Profiles; scopes: Scopes; catalogs: Catalogs; schemas: SchemaChecks }> {
  const profiles = createProfiles(await store.loadProfiles());
  const scopes = createScopes(profiles.get, log);
  profiles.onChange((name) => scopes.profileChanged(name));
  for (const organization of tenants.organizations()) {
    for (const environment of tenants.environmentsOf(organization.seq)) scopes.put(organization, environment);
  }
  return { profiles, scopes, catalogs: createCatalogs(store), schemas: createSchemaChecks(systemClock()) };
}

/**
 * Does what a verb asks, where no server runs: on the data folder itself, whose lock it takes meanwhile. What a start would
 * log is told.
 *
 * @throws StartError, or AppError when what is asked is refused
 */
export async function controlFolder(
  config: Config,
  clock: Clock,
  asked: object,
  tell: (text: string) => void,
): Promise<unknown> {
  if (!existsSync(join(config.dataDir, "hookwheel.db"))) {
    throw new StartError(`There is no Hookwheel in ${config.dataDir}: start it first, or name its HOOKWHEEL_DATA_DIR.`);
  }
  const { store, adminKey, earlierCopy, close } = await openHouse(config, clock, () => {});
  if (earlierCopy !== null) tell(`The data was migrated to this version; the earlier file is kept as ${earlierCopy}.`);
  try {
    const publicUrl = () => config.baseUrl ?? localUrl(config);
    return await control({ ...(await openDoor(store, clock, adminKey.key, 1)), store, clock, publicUrl }, asked);
  } finally {
    await close();
  }
}

/**
 * Not on a port that another process shares, as elysia would; without the runtime's limit, which refuses without a word: ours
 * do, and what nobody reads is not kept.
 */
function listen({ host: hostname, port }: Config, rooms: Rooms) {
  const api = createApi(rooms);
  api.listen({ hostname, port, maxRequestBodySize: Number.MAX_SAFE_INTEGER, idleTimeout: 30, reusePort: false });
  return api.server!;
}

/** What all that goes outside shares. */
function outsideOf({ allowTargets }: Config, { clock, lookUp }: Seams, listeners: readonly Listener[]) {
  return {
    clock,
    resolver: createResolver(clock, lookUp ?? askNameServers(MACHINE_NAMES)),
    guard: createGuard(openedRanges(allowTargets), listeners),
    trusted: createTrust(),
  };
}

/** The ways out: requests, and mails where they are set up. */
function outboxOf(
  config: Config,
  { clock, transport }: Seams,
  outside: ReturnType<typeof outsideOf>,
  { inboxes, inboxTokenOf }: Pick<Rooms, "inboxes" | "inboxTokenOf">,
) {
  const sender = createSender({ ...outside, transport: transport ?? createTransport(clock, outside.trusted) });
  const isThere = isThereIn(inboxes, inboxTokenOf);
  return {
    send: createInHouseSender(clock, handOverTo(inboxes, inboxTokenOf, clock), sender),
    reach: createInHouseReach(isThere, createReach(outside)),
    sendMail: mailerOf(config, clock),
    baseUrl: config.baseUrl,
  };
}

/** The configuration has both, or neither. */
function mailerOf({ smtpUrl: server, mailFrom }: Config, clock: Clock): SendMail | null {
  const from = mailFrom === null ? null : parseMailbox(mailFrom);
  return server === null || from === null ? null : createMailer({ clock, server, from });
}

function readMetrics(metrics: Metrics, store: Store, flow: RunningFlow, loopLagMs: () => number, log: Log): void {
  metrics.read({
    waiting: () => store.countWaiting(),
    inFlight: () => flow.inFlightCount,
    loopLagMs,
    isUplinkDown: () => flow.isUplinkDown(),
    faults: () => log.errorsCount,
    mailsWaiting: () => store.countWaitingMails(),
  });
}

/** Resolves when nothing is in flight any more, or the time is over. By the real clock, as a process is stopped by it. */
async function drained(flow: RunningFlow, waitMs: number): Promise<void> {
  const endsMs = performance.now() + waitMs;
  while (!flow.isQuiet() && performance.now() < endsMs) await Bun.sleep(DRAIN_LOOK_MS);
}
