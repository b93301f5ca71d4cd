/** People and how they get in, as the store keeps them. */
import type { UnixMs } from "../../base/clock.ts";
import type { PersonRole } from "../../rules/roles.ts";

/** Somebody who may sign in. */
export interface Person {
  seq: number;
  id: Uint8Array;
  /** In lower case. */
  email: string;
  name: string;
  role: PersonRole;
  /** The organization's seq; `null` for an admin. */
  organization: number | null;
  /** `false` until one is chosen by a link. */
  hasPassword: boolean;
  createdAt: UnixMs;
  lastSignInAt: UnixMs | null;
}

/** A person about to be stored, yet without a password. */
export type NewPerson = Omit<Person, "seq" | "hasPassword" | "lastSignInAt">;

/** Why nobody is added: the organization is deleted, there are as many as there may be, or somebody has the email. */
export type NewPersonRefusal = "gone" | "full" | "taken";

/** What may change of a person; what is left out stays. */
export type PersonChange = Partial<Pick<Person, "name" | "role" | "organization">>;

/** Why a person stays as it is: it is gone, nobody would be left to administer, or the organization that it is to own is deleted. */
export type PersonRefusal = "gone" | "last_admin" | "no_organization";

/** Somebody's being signed in; the cookie is known by its hash alone. */
export interface Session {
  seq: number;
  id: Uint8Array;
  /** The person's seq. */
  person: number;
  /** SHA-256, in hexadecimal. */
  hash: string;
  /** Where it began. */
  address: string | null;
  userAgent: string | null;
  createdAt: UnixMs;
  /** When it was last used, to the minute. */
  seenAt: UnixMs;
}

/** A session about to be stored. */
export type NewSession = Omit<Session, "seq" | "seenAt">;

/** What opens once; its token is known by its hash alone. */
export interface Link {
  /** SHA-256, in hexadecimal. */
  hash: string;
  endsAt: UnixMs;
}

/** When a session was last used. */
export interface SessionUse {
  session: number;
  at: UnixMs;
}

/**
 * People by noun. Writes throw AppError `unavailable` when the store cannot write. Some are of people `within` an
 * organization alone, `null` for anybody: whoever may ask for them by that is refused when the person has left it meanwhile,
 * as one that is gone.
 */
export interface PeopleStore {
  /** Adds a person and its link. Answers the seq. */
  addPerson(person: NewPerson, link: Link): Promise<number | NewPersonRefusal>;
  changePerson(person: number, change: PersonChange, within: number | null): Promise<true | PersonRefusal>;
  /** It is gone with its sessions and links. */
  deletePerson(person: number, within: number | null): Promise<true | PersonRefusal>;
  /**
   * Gives a person a link, or with `null` the set-up; earlier ones are void. `false` when there is no such person, and for a
   * set-up when there are people.
   */
  putLink(person: number | null, link: Link, within: number | null): Promise<boolean>;
  /**
   * The first person, by the set-up's link, signed in at once. Answers the seqs, `false` when the link is none, or there is
   * a person already.
   */
  setUp(person: NewPerson, opening: Opening): Promise<Opened | false>;
  /** A new password by a link; other sessions end. Answers the seqs, `false` when the link is none of the person's. */
  choosePassword(person: number, opening: Opening): Promise<Opened | false>;
  /**
   * A new password in the place of the one that was compared; all sessions but one end. Answers `false` when there is another
   * meanwhile, or the person is gone.
   */
  changePassword(person: number, comparedHash: string, passwordHash: string, keptSession: number): Promise<boolean>;
  /** Answers the seq, `false` when the person is gone, or the hash is no longer that of its password. */
  addSession(session: NewSession, passwordHash: string): Promise<number | false>;
  /** Answers whether there was such a session. */
  revokeSession(session: number): Promise<boolean>;
  noteSessionUses(uses: readonly SessionUse[]): Promise<void>;
  /** Whose link it is at that moment, as in `putLink`; `null` when it is none. */
  findLink(hash: string, at: UnixMs): Promise<{ person: number | null } | null>;
  /** `null` without. */
  readPasswordHash(person: number): Promise<string | null>;
  loadPeople(): Promise<Person[]>;
  loadSessions(): Promise<Session[]>;
}

/** What a link is used for. */
export interface Opening {
  linkHash: string;
  passwordHash: string;
  session: Omit<NewSession, "person">;
}

/** Whom a link has let in. */
export interface Opened {
  person: number;
  session: number;
}
