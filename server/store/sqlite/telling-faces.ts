/** The store's faces for what is told: notices with their mails, and counts. */
import type { Store } from "../faces/store.ts";
import type { Desk } from "./desk.ts";
import { hasCountsToFold } from "./fold-counts.ts";
import { SMALL } from "./group-commit.ts";
import { readCounts, readOldestWaitingAt, readWaiting } from "./read-counts.ts";
import * as notices from "./read-notices.ts";

/** What is asked of notices and counts. */
export function tellingFaces({ connection: c, read, write }: Desk) {
  return {
    listNotices: (query) => read(() => notices.listNotices(c, query)),
    listUnannounced: (limit) => read(() => notices.listUnannounced(c, limit)),
    noteAnnounced: async (notice) => void (await write("intake", SMALL, "noteAnnounced", notice)),
    nextMailAt: () => read(() => notices.nextMailAt(c)),
    listDueMails: (now, address, limit) => read(() => notices.listDueMails(c, now, address, limit)),
    lastMailsAt: (address, since, limit) => read(() => notices.lastMailsAt(c, address, since, limit)),
    holdMails: async (address, now, until) => void (await write("intake", SMALL, "holdMails", { address, now, until })),
    changeMails: async (changes) => void (await write("intake", SMALL, "changeMails", changes)),
    countWaitingMails: () => read(() => notices.countWaitingMails(c)),

    readCounts: (query) => read(() => readCounts(c, query)),
    readWaiting: (environment, endpoint) => read(() => readWaiting(c, environment, endpoint)),
    readOldestWaitingAt: (environment) => read(() => readOldestWaitingAt(c, environment)),
    hasCountsToFold: (now) => read(() => hasCountsToFold(c, now)),
    foldCounts: (now, limit) => write("intake", { rows: limit, bytes: 0 }, "foldCounts", { now, limit }),
  } satisfies Partial<Store>;
}
