/** Step 7, tell: what becomes of notices once they are stored, as events and as mails, neither of which waits for the other. */
import type { Clock } from "../base/clock.ts";
import { AppError } from "../base/errors.ts";
import type { Log } from "../base/log.ts";
import type { Metrics } from "../base/metrics.ts";
import type { SendMail } from "../outbound/mail.ts";
import type { NewNotice } from "../store/faces/notices.ts";
import type { Store } from "../store/faces/store.ts";
import { createAnnounce } from "./announce.ts";
import { type Errand, createErrand } from "./errand.ts";
import type { Flow } from "./flow.ts";
import type { Lines } from "./lines.ts";
import type { OwnersOf } from "./notice-maker.ts";
import type { Scopes } from "./scopes.ts";
import { createTellOwners } from "./tell-owners.ts";

/** What telling needs. */
export interface NotifyRooms {
  store: Store;
  lines: Lines;
  scopes: Scopes;
  clock: Clock;
  metrics: Metrics;
  log: Log;
  accept: Flow["accept"];
  ownersOf: OwnersOf;
  /** `null` without a mail server: what waits for one then goes on waiting. */
  sendMail: SendMail | null;
  baseUrl: string | null;
}

/** The step. */
export interface Notify extends Disposable {
  /** Looks for what an earlier process left. */
  start(): void;
  noticed(notices: readonly NewNotice[]): void;
  /** Begins nothing more. What is being sent has a second to end. */
  stop(): void;
  isQuiet(): boolean;
}

/** What a mail that is being sent may still take after a stop, in ms. */
const LAST_MS = 1000;

/** Builds the step; nothing is told before `start`. */
export function createNotify(rooms: NotifyRooms): Notify {
  const { clock, log, metrics, lines, sendMail } = rooms;
  const closing = new AbortController();
  const onFault = (fault: unknown) => {
    // The store says by itself why it cannot be used; the errand goes on when it can.
    if (!(fault instanceof AppError)) log.error("telling failed", { error: fault });
  };
  const announcing = createErrand(clock, createAnnounce({ ...rooms, matcher: lines.matcher, onFault }), onFault);
  const errands: Errand[] = [announcing];
  if (sendMail !== null) {
    const tellOwners = createTellOwners({ ...rooms, sendMail, closing: closing.signal });
    errands.push(createErrand(clock, tellOwners, onFault));
  }

  return {
    start,
    noticed(notices) {
      for (const { kind } of notices) metrics.notices.inc({ kind });
      start();
    },
    stop() {
      for (const errand of errands) errand.stop();
      clock.after(LAST_MS, () => closing.abort());
    },
    isQuiet: () => errands.every((errand) => errand.isQuiet()),
    [Symbol.dispose]: () => closing.abort(),
  };

  function start(): void {
    for (const errand of errands) errand.ask();
  }
}
