/** The people in memory: who may sign in, as what. */
import { idText } from "../base/ids.ts";
import type { Person } from "../store/faces/people.ts";

/** All people. */
export interface Roster {
  /** How many there are. */
  readonly count: number;
  /** Those of an organization, `null` for all; the newest first. */
  of(organization: number | null): Person[];
  bySeq(seq: number): Person | undefined;
  byId(id: string): Person | undefined;
  /** @param email in lower case */
  byEmail(email: string): Person | undefined;
  /** Adds one, or takes over its change. */
  put(person: Person): void;
  remove(seq: number): void;
  /** An organization is gone, and its people with it. */
  removeOrganization(organization: number): void;
  /** Runs after every change. */
  onChange(run: () => void): void;
}

/** Starts with those who are stored. */
export function createRoster(people: readonly Person[]): Roster {
  const bySeq = new Map<number, Person>();
  const byId = new Map<string, Person>();
  const byEmail = new Map<string, Person>();
  const watchers: (() => void)[] = [];
  for (const person of people) put(person);

  return {
    get count() {
      return bySeq.size;
    },
    of: (organization) =>
      [...bySeq.values()]
        .filter((person) => organization === null || person.organization === organization)
        .toSorted((one, other) => other.seq - one.seq),
    bySeq: (seq) => bySeq.get(seq),
    byId: (id) => byId.get(id),
    byEmail: (email) => byEmail.get(email),
    put,
    remove,
    removeOrganization(organization) {
      for (const person of bySeq.values()) if (person.organization === organization) remove(person.seq);
    },
    onChange: (run) => void watchers.push(run),
  };

  function put(person: Person): void {
    bySeq.set(person.seq, person);
    byId.set(idText("per", person.id), person);
    byEmail.set(person.email, person);
    changed();
  }

  function remove(seq: number): void {
    const person = bySeq.get(seq);
    if (person === undefined) return;
    bySeq.delete(seq);
    byId.delete(idText("per", person.id));
    byEmail.delete(person.email);
    changed();
  }

  function changed(): void {
    for (const run of watchers) run();
  }
}
