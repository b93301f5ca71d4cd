/** The store's face: the sum of its nouns. All methods are asynchronous, so that another room can stand behind it. */
import type { AttemptsStore } from "./attempts.ts";
import type { AuditStore, NewAuditLine } from "./audit.ts";
import type { CountsStore } from "./counts.ts";
import type { DeliveriesStore } from "./deliveries.ts";
import type { EndpointsStore } from "./endpoints.ts";
import type { EventTypesStore } from "./event-types.ts";
import type { EventsStore } from "./events.ts";
import type { RecoveriesStore } from "./recoveries.ts";
import type { KeysStore } from "./keys.ts";
import type { InboxesStore } from "./inboxes.ts";
import type { OrganizationsStore } from "./organizations.ts";
import type { PeopleStore } from "./people.ts";
import type { NoticesStore } from "./notices.ts";
import type { ProfilesStore } from "./profiles.ts";

/** How the store is doing. */
export interface StoreState {
  /** Why the last commit failed, naming the path and the cure; `null` when it did not. */
  fault: string | null;
  /** Bytes of intake that wait for their commit. */
  uncommittedBytes: number;
}

/** What the metrics learn of a commit. */
export type OnCommit = (commit: { unitsCount: number; durationMs: number }) => void;

/** Everything that is kept, but how the store itself is doing. */
type Nouns = EventsStore &
  DeliveriesStore &
  AttemptsStore &
  EndpointsStore &
  RecoveriesStore &
  OrganizationsStore &
  KeysStore &
  PeopleStore &
  InboxesStore &
  NoticesStore &
  CountsStore &
  AuditStore &
  ProfilesStore &
  EventTypesStore;

/** The writes that a person or a program asks for, each to be told in the audit log. */
export type Changes = Pick<
  Nouns,
  | "addEndpoint"
  | "changeEndpoint"
  | "deleteEndpoint"
  | "rotateEndpointSecret"
  | "retryDelivery"
  | "cancelDelivery"
  | "replayEvent"
  | "acceptTest"
  | "beginRecover"
  | "cancelRecovery"
  | "addOrganization"
  | "changeOrganization"
  | "deleteOrganization"
  | "addEnvironment"
  | "changeEnvironment"
  | "deleteEnvironment"
  | "addKey"
  | "revokeKey"
  | "addPerson"
  | "changePerson"
  | "deletePerson"
  | "putLink"
  | "setUp"
  | "choosePassword"
  | "changePassword"
  | "addSession"
  | "revokeSession"
  | "addInbox"
  | "deleteInbox"
  | "addProfile"
  | "changeProfile"
  | "deleteProfile"
  | "addEventType"
  | "changeEventType"
  | "deleteEventType"
> & {
  /** Changes nothing: for what is told by its line alone. */
  tell(): Promise<void>;
};

/** Everything that is kept. */
export interface Store extends Nouns, AsyncDisposable {
  readonly state: StoreState;
  /** For one change: the line is in its commit, or neither is. A change that is refused leaves no line. */
  audited(line: NewAuditLine): Changes;
  /** Tries to write, so that a fault that has gone is noticed. @throws AppError `unavailable` while it has not */
  probe(): Promise<void>;
  /** Resolves when nothing waits to be committed. */
  settled(): Promise<void>;
}
