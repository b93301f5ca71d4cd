/** The sessions that open the door, in memory: a request costs a look-up, and no read or write of the store. */
import type { Clock, UnixMs } from "../base/clock.ts";
import { idText } from "../base/ids.ts";
import { sessionEndsAt, SESSIONS_COUNT_MAX } from "../rules/sessions.ts";
import type { Actor } from "../store/faces/audit.ts";
import type { Person, Session } from "../store/faces/people.ts";
import type { Store } from "../store/faces/store.ts";
import type { Caller } from "./keyring.ts";
import type { Roster } from "./roster.ts";
import { hashOf } from "./tokens.ts";
import { createUseNotes } from "./use-notes.ts";

/** The ring. */
export interface SessionRing extends AsyncDisposable {
  /** Who a `Cookie` header says is there, `null` for nobody. That counts as a use. */
  find(cookies: string | null): Caller | null;
  put(session: Session): void;
  remove(session: number): void;
  /** All of a person but one end. @param kept its seq, `null` for none */
  removeOf(person: number, kept: number | null): void;
  bySeq(session: number): Session | undefined;
  byId(id: string): Session | undefined;
  /** Those of a person, `null` for all; the newest first. */
  of(person: number | null): Session[];
  /** What sessions were taken for holds no more. */
  forgetGrants(): void;
}

/** The cookie's name. */
export const SESSION_COOKIE = "hookwheel_session";

const IN_HEADER = new RegExp(`(?:^|;)\\s*${SESSION_COOKIE}=([^;\\s]+)`);

interface RingSession {
  session: Session;
  caller: Caller | null;
}

/** Starts with those that are stored. */
export function createSessionRing(
  { store, clock }: { store: Pick<Store, "noteSessionUses">; clock: Clock },
  roster: Roster,
  sessions: readonly Session[],
): SessionRing {
  const byHash = new Map<string, RingSession>();
  const bySeq = new Map<number, RingSession>();
  const notes = createUseNotes<RingSession>(clock, (used) => store.noteSessionUses(used.map(usedAt)));
  for (const session of sessions) put(session);
  roster.onChange(forgetGrants);

  return {
    find(cookies) {
      const token = cookies === null ? undefined : IN_HEADER.exec(cookies)?.[1];
      const found = token === undefined ? undefined : byHash.get(hashOf(token));
      if (found === undefined) return null;
      const person = liveOf(found);
      if (person === null) return null;
      found.session = { ...found.session, seenAt: clock.now() };
      notes.add(found);
      return (found.caller ??= callerOf(person, found.session.seq));
    },
    put,
    remove,
    removeOf(person, kept) {
      for (const { session } of bySeq.values()) {
        if (session.person === person && session.seq !== kept) remove(session.seq);
      }
    },
    bySeq(seq) {
      const found = bySeq.get(seq);
      return found !== undefined && liveOf(found) !== null ? found.session : undefined;
    },
    byId: (id) => live().find((session) => idText("ses", session.id) === id),
    of: (person) => live().filter((session) => person === null || session.person === person),
    forgetGrants,
    [Symbol.asyncDispose]: () => notes[Symbol.asyncDispose](),
  };

  function put(session: Session): void {
    const ringSession = { session, caller: null };
    byHash.set(session.hash, ringSession);
    bySeq.set(session.seq, ringSession);
    const theirs = [...bySeq.values()].filter((one) => one.session.person === session.person);
    for (const one of theirs.slice(0, -SESSIONS_COUNT_MAX)) remove(one.session.seq);
  }

  function remove(seq: number): void {
    const found = bySeq.get(seq);
    if (found === undefined) return;
    byHash.delete(found.session.hash);
    bySeq.delete(seq);
  }

  /** The person of a session, `null` when it is over, or the person is gone. */
  function liveOf({ session }: RingSession): Person | null {
    const person = roster.bySeq(session.person);
    if (person !== undefined && sessionEndsAt(session) > clock.now()) return person;
    remove(session.seq);
    return null;
  }

  function live(): Session[] {
    const found = [...bySeq.values()].filter((one) => liveOf(one) !== null);
    return found.map(({ session }) => session).toReversed();
  }

  function forgetGrants(): void {
    for (const ringSession of bySeq.values()) ringSession.caller = null;
  }
}

/** A person in the audit log. */
export function actorOf({ id, name }: Person): Actor {
  return { kind: "person", id: idText("per", id), name };
}

function callerOf(person: Person, session: number): Caller {
  const { role, organization } = person;
  return { role, actor: actorOf(person), organization, environment: null, session, grants: new Map() };
}

function usedAt({ session }: RingSession): { session: number; at: UnixMs } {
  return { session: session.seq, at: session.seenAt };
}
