/** The store's faces for who comes in: people, sessions, links, and their inboxes. */
import type { Store } from "../faces/store.ts";
import type { Desk } from "./desk.ts";
import { loadInboxes } from "./inboxes.ts";
import { findLink } from "./links.ts";
import { loadPeople, readPasswordHash } from "./people.ts";
import { loadSessions } from "./sessions.ts";

/** What is asked of them, but for the changes that are audited. */
export function peopleFaces({ connection: c, read, write }: Desk) {
  return {
    noteSessionUses: async (uses) =>
      void (await write("intake", { rows: uses.length, bytes: 0 }, "noteSessionUses", uses)),
    findLink: (hash, at) => read(() => findLink(c, hash, at)),
    readPasswordHash: (person) => read(() => readPasswordHash(c, person)),
    loadPeople: () => read(() => loadPeople(c)),
    loadSessions: () => read(() => loadSessions(c)),
    loadInboxes: () => read(() => loadInboxes(c)),
  } satisfies Partial<Store>;
}
