/** People in the store: what only the writer can decide, and that a write that runs again changes nothing more. */
import { expect, test } from "bun:test";
import { newId } from "../../server/base/ids.ts";
import { INBOXES_COUNT_MAX } from "../../server/rules/limits.ts";
import { SESSION_REST_MS_MAX, SESSIONS_COUNT_MAX } from "../../server/rules/sessions.ts";
import type { PersonChange } from "../../server/store/faces/people.ts";
import { type Connection, connect } from "../../server/store/sqlite/connection.ts";
import { hexOf } from "../../server/store/sqlite/hex.ts";
import { addInbox, deleteInbox, loadInboxes } from "../../server/store/sqlite/inboxes.ts";
import { addPerson, choosePassword, setUp } from "../../server/store/sqlite/joining.ts";
import { findLink, putLink } from "../../server/store/sqlite/links.ts";
import { migrate } from "../../server/store/sqlite/migrate.ts";
import { ensureDefault } from "../../server/store/sqlite/organizations.ts";
import {
  changePerson,
  deletePerson,
  loadPeople,
  type PackedPerson,
  readPasswordHash,
} from "../../server/store/sqlite/people.ts";
import { addSession, changePassword, loadSessions, revokeSession } from "../../server/store/sqlite/sessions.ts";
import { NOON, makeFolder } from "./room.ts";

/** A file with its default organization. */
function withFile(look: (connection: Connection) => void): void {
  using folder = makeFolder();
  const connection = connect(`${folder.path}/hookwheel.db`);
  migrate(connection.db, folder.path);
  ensureDefault(connection, "standard", NOON);
  look(connection);
  connection.close();
}

function personOf(email: string, role: PackedPerson["role"] = "admin"): PackedPerson {
  const organization = role === "admin" ? null : 1;
  return { id: hexOf(newId(NOON)), email, name: email, role, organization, createdAt: NOON };
}

/** The hash of a token, as far as the store can tell. */
function hash(text: string): string {
  return Bun.SHA256.hash(text, "hex");
}

function linkOf(text: string) {
  return { hash: hash(text), endsAt: NOON + 1000 };
}

function sessionOf(text: string, createdAt = NOON) {
  return { id: hexOf(newId(createdAt)), hash: hash(text), address: null, userAgent: null, createdAt };
}

function openingOf(link: string, createdAt = NOON) {
  return { linkHash: hash(link), passwordHash: `hash by ${link}`, session: sessionOf(`session by ${link}`, createdAt) };
}

/** Adds somebody with a password; answers the seq. */
function join(connection: Connection, email: string, role?: PackedPerson["role"]): number {
  const person = addPerson(connection, { person: personOf(email, role), link: linkOf(email) }, false) as number;
  choosePassword(connection, { person, opening: openingOf(email) }, false);
  return person;
}

test("a set-up is for the first person alone, by the latest link, in time", () => {
  withFile((connection) => {
    const by = (link: string, at = NOON) =>
      setUp(connection, { person: personOf("ada@a.example"), opening: openingOf(link, at) }, false);
    expect(by("none")).toBe(false);
    putLink(connection, { person: null, link: linkOf("first"), within: null });
    putLink(connection, { person: null, link: linkOf("second"), within: null });
    expect(by("first")).toBe(false);
    expect(by("second", NOON + 1000)).toBe(false);
    expect(by("second")).toEqual({ person: 1, session: 1 });
    expect(readPasswordHash(connection, 1)).toBe("hash by second");
    expect(putLink(connection, { person: null, link: linkOf("third"), within: null })).toBe(false);
  });
});

test("a set-up whose link is live is refused all the same when somebody was added meanwhile", () => {
  withFile((connection) => {
    putLink(connection, { person: null, link: linkOf("set-up"), within: null });
    addPerson(connection, { person: personOf("ben@a.example", "owner"), link: linkOf("ben") }, false);
    const given = { person: personOf("ada@a.example"), opening: openingOf("set-up") };
    expect(setUp(connection, given, false)).toBe(false);
    expect(loadPeople(connection)).toHaveLength(1);
  });
});

test("a link opens once, for its person, in time, and ends all other sessions", () => {
  withFile((connection) => {
    const ada = join(connection, "ada@a.example");
    const ben = join(connection, "ben@a.example");
    putLink(connection, { person: ada, link: linkOf("again"), within: null });
    expect(findLink(connection, hash("again"), NOON + 999)).toEqual({ person: ada });
    expect(findLink(connection, hash("again"), NOON + 1000)).toBeNull();
    const choose = (person: number, at = NOON) =>
      choosePassword(connection, { person, opening: openingOf("again", at) }, false);
    expect(choose(ben)).toBe(false);
    expect(choose(ada, NOON + 1000)).toBe(false);
    expect(choose(ada)).toMatchObject({ person: ada });
    expect(choose(ada)).toBe(false);
    expect(loadSessions(connection).map(({ person, hash: kept }) => [person, kept])).toEqual([
      [ben, hash("session by ben@a.example")],
      [ada, hash("session by again")],
    ]);
  });
});

test("a session begins only with the password as it then is; the oldest of many give way, and those that are over", () => {
  withFile((connection) => {
    const ada = join(connection, "ada@a.example");
    const begin = (text: string, passwordHash: string, at = NOON) =>
      addSession(connection, { session: { ...sessionOf(text, at), person: ada }, passwordHash }, false);
    expect(begin("a", "another hash")).toBe(false);
    for (let n = 0; n < SESSIONS_COUNT_MAX + 5; n++) expect(begin(`s${n}`, "hash by ada@a.example")).toBeNumber();
    expect(loadSessions(connection)).toHaveLength(SESSIONS_COUNT_MAX);
    const later = NOON + SESSION_REST_MS_MAX + 1;
    expect(begin("later", "hash by ada@a.example", later)).toBeNumber();
    expect(loadSessions(connection)).toMatchObject([{ createdAt: later }]);
    expect(loadPeople(connection)).toMatchObject([{ lastSignInAt: later }]);
  });
});

test("a new password keeps one session", () => {
  withFile((connection) => {
    const ada = join(connection, "ada@a.example");
    const ben = join(connection, "ben@a.example");
    const passwordHash = "hash by ada@a.example";
    const kept = addSession(connection, { session: { ...sessionOf("b"), person: ada }, passwordHash }, false) as number;
    const change = { seq: ada, comparedHash: passwordHash, passwordHash: "new", keptSession: kept };
    expect(changePassword(connection, { ...change, comparedHash: "earlier" }, false)).toBe(false);
    expect(loadSessions(connection)).toHaveLength(3);
    expect(changePassword(connection, change, false)).toBe(true);
    expect(loadSessions(connection).map(({ person, seq }) => [person, seq])).toEqual([
      [ben, 2],
      [ada, kept],
    ]);
    expect(changePassword(connection, { ...change, seq: 99 }, false)).toBe(false);
    // By a try of before it is there already; what another has set meanwhile stays.
    expect(changePassword(connection, change, false)).toBe(false);
    expect(changePassword(connection, change, true)).toBe(true);
    expect(changePassword(connection, { ...change, comparedHash: "new", passwordHash: "newer" }, false)).toBe(true);
    expect(changePassword(connection, change, true)).toBe(false);
    expect(readPasswordHash(connection, ada)).toBe("newer");
  });
});

test("the last admin who has a password stays one", () => {
  withFile((connection) => {
    const ada = join(connection, "ada@a.example");
    const cleo = join(connection, "cleo@a.example", "owner");
    addPerson(connection, { person: personOf("ben@a.example"), link: linkOf("ben") }, false);
    const remove = () => deletePerson(connection, { seq: ada, within: null }, false);
    const change = (seq: number, fields: PersonChange) =>
      changePerson(connection, { seq, change: fields, within: null });
    expect(remove()).toBe("last_admin");
    expect(change(ada, { role: "owner", organization: 1 })).toBe("last_admin");
    expect(change(ada, { name: "Ada" })).toBe(true);
    expect(change(cleo, { role: "admin", organization: null })).toBe(true);
    expect(remove()).toBe(true);
    expect(remove()).toBe("gone");
    expect(change(ada, { name: "Ada" })).toBe("gone");
    expect(loadSessions(connection).map(({ person }) => person)).toEqual([cleo]);
  });
});

test("who may change the people of an organization alone changes nobody who has left it", () => {
  withFile((connection) => {
    join(connection, "ada@a.example");
    const ben = join(connection, "ben@a.example", "owner");
    const cleo = join(connection, "cleo@a.example", "owner");
    changePerson(connection, { seq: ben, change: { role: "admin", organization: null }, within: null });
    expect(putLink(connection, { person: ben, link: linkOf("late"), within: 1 })).toBe(false);
    expect(changePerson(connection, { seq: ben, change: { role: "owner", organization: 1 }, within: 1 })).toBe("gone");
    for (const isRetry of [false, true]) {
      expect(deletePerson(connection, { seq: ben, within: 1 }, isRetry)).toBe("gone");
    }
    expect(findLink(connection, hash("late"), NOON)).toBeNull();
    expect(loadPeople(connection).map(({ role }) => role)).toEqual(["admin", "admin", "owner"]);
    expect(putLink(connection, { person: cleo, link: linkOf("cleo"), within: 1 })).toBe(true);
    expect(changePerson(connection, { seq: cleo, change: { name: "Cleo" }, within: 1 })).toBe(true);
    expect(deletePerson(connection, { seq: cleo, within: 1 }, false)).toBe(true);
  });
});

test("an admin becomes no owner of an organization that is deleted, and keeps the link", () => {
  withFile((connection) => {
    join(connection, "ada@a.example");
    const ben = addPerson(connection, { person: personOf("ben@a.example"), link: linkOf("ben") }, false) as number;
    connection.db.run("UPDATE organizations SET deleted_at = 1");
    const change = { role: "owner", organization: 1 } as const;
    expect(changePerson(connection, { seq: ben, change, within: null })).toBe("no_organization");
    expect(loadPeople(connection).map(({ role }) => role)).toEqual(["admin", "admin"]);
    expect(findLink(connection, hash("ben"), NOON)).toEqual({ person: ben });
  });
});

test("an email is one person's, and an organization that is deleted takes nobody", () => {
  withFile((connection) => {
    const add = (email: string, organization: number) => {
      const person = { ...personOf(email, "owner"), organization };
      return addPerson(connection, { person, link: linkOf(email) }, false);
    };
    expect(add("ada@a.example", 1)).toBe(1);
    expect(add("ada@a.example", 1)).toBe("taken");
    connection.db.run("UPDATE organizations SET deleted_at = 1");
    connection.db.run("UPDATE environments SET deleted_at = 1");
    expect(add("ben@a.example", 1)).toBe("gone");
    const inbox = { id: hexOf(newId(NOON)), environment: 1, token: "t", createdAt: NOON };
    expect(addInbox(connection, inbox, false)).toBe("gone");
  });
});

test("a deletion that comes once more takes nobody and nothing that was added meanwhile", () => {
  withFile((connection) => {
    const ada = join(connection, "ada@a.example");
    const begin = (text: string) => {
      const session = { ...sessionOf(text), person: ada };
      return addSession(connection, { session, passwordHash: "hash by ada@a.example" }, false) as number;
    };
    const invite = (email: string) =>
      addPerson(connection, { person: personOf(email), link: linkOf(email) }, false) as number;
    const make = (token: string) =>
      addInbox(connection, { id: hexOf(newId(NOON)), environment: 1, token, createdAt: NOON }, false) as number;
    const [session, ben, inbox] = [begin("phone"), invite("ben@a.example"), make("first")];
    const remove = () => [
      revokeSession(connection, { seq: session }, false),
      deletePerson(connection, { seq: ben, within: null }, false),
      deleteInbox(connection, { seq: inbox }, false),
    ];
    expect(remove()).toEqual([true, true, true]);
    begin("desk");
    invite("cleo@a.example");
    make("second");
    expect(remove()).toEqual([false, "gone", false]);
    expect(loadPeople(connection).map(({ email }) => email)).toEqual(["ada@a.example", "cleo@a.example"]);
    expect(loadSessions(connection).map(({ hash: kept }) => kept)).toContain(hash("desk"));
    expect(loadInboxes(connection)).toMatchObject([{ token: "second" }]);
  });
});

test("each write that runs again after a failed commit answers as before, and leaves no more", () => {
  withFile((connection) => {
    const twice = <Given, Value>(
      write: (c: Connection, given: Given, isRetry: boolean) => Value,
      given: Given,
    ): Value => {
      const first = write(connection, given, false);
      expect(write(connection, given, true)).toEqual(first);
      return first;
    };
    putLink(connection, { person: null, link: linkOf("set-up"), within: null });
    const ada = twice(setUp, { person: personOf("ada@a.example"), opening: openingOf("set-up") });
    expect(ada).toEqual({ person: 1, session: 1 });
    const ben = twice(addPerson, { person: personOf("ben@a.example"), link: linkOf("ben") }) as number;
    twice(choosePassword, { person: ben, opening: openingOf("ben") });
    const session = { ...sessionOf("c"), person: ben };
    const seq = twice(addSession, { session, passwordHash: "hash by ben" }) as number;
    twice(revokeSession, { seq });
    twice(deletePerson, { seq: ben, within: null });
    // As many as there may be: the last one too is there already when it comes again.
    for (let n = 0; n < INBOXES_COUNT_MAX; n++)
      twice(addInbox, { id: hexOf(newId(NOON)), environment: 1, token: `t${n}`, createdAt: NOON });
    for (const inbox of loadInboxes(connection)) twice(deleteInbox, { seq: inbox.seq });
    expect(loadPeople(connection)).toHaveLength(1);
    expect(loadSessions(connection)).toHaveLength(1);
    expect(loadInboxes(connection)).toEqual([]);
  });
});
