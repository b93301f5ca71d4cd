/** The writes of the store by name, as data: what is sent to the writer, which runs it inside its open transaction. */
import { acceptEvents } from "./accept-events.ts";
import { changeEndpoint } from "./change-endpoint.ts";
import type { Connection } from "./connection.ts";
import { cancelDelivery, retryDelivery, skipDeliveries } from "./due-deliveries.ts";
import { addEndpoint, deleteEndpoint } from "./endpoints.ts";
import { addEnvironment, changeEnvironment, deleteEnvironment } from "./environments.ts";
import { addInbox, deleteInbox } from "./inboxes.ts";
import { addPerson, choosePassword, setUp } from "./joining.ts";
import { addKey, noteKeyUses, revokeKey } from "./keys.ts";
import { putLink } from "./links.ts";
import { addOrganization, changeOrganization, deleteOrganization } from "./organizations.ts";
import { changePerson, deletePerson } from "./people.ts";
import { foldCounts } from "./fold-counts.ts";
import { recordVerdict } from "./record-verdict.ts";
import { addSession, changePassword, noteSessionUses, revokeSession } from "./sessions.ts";
import { addEventType, changeEventType, deleteEventType } from "./event-types.ts";
import { addProfile, changeProfile, deleteProfile } from "./profiles.ts";
import { beginRecover, cancelRecovery, recoveryStep } from "./recoveries.ts";
import { replayEvent } from "./replay-event.ts";
import { acceptTest, endTests } from "./test-events.ts";
import { sweepStep } from "./sweeps.ts";
import { changeMails, holdMails, noteAnnounced } from "./write-notices.ts";

/** Each runs again after a failed commit, told so: then it finds what is there already, and writes the rest. */
export const WRITES = {
  acceptEvents,
  acceptTest,
  endTests,
  recordVerdict,
  retryDelivery,
  cancelDelivery,
  skipDeliveries,
  addEndpoint,
  changeEndpoint,
  deleteEndpoint,
  sweepStep,
  replayEvent,
  beginRecover,
  recoveryStep,
  cancelRecovery,
  addOrganization,
  changeOrganization,
  deleteOrganization,
  addEnvironment,
  changeEnvironment,
  deleteEnvironment,
  addKey,
  revokeKey,
  noteKeyUses,
  addPerson,
  changePerson,
  deletePerson,
  putLink,
  setUp,
  choosePassword,
  changePassword,
  addSession,
  revokeSession,
  noteSessionUses,
  addInbox,
  deleteInbox,
  tell,
  addProfile,
  changeProfile,
  deleteProfile,
  addEventType,
  changeEventType,
  deleteEventType,
  noteAnnounced,
  holdMails,
  changeMails,
  foldCounts,
  probe,
} satisfies Record<string, (connection: Connection, given: never, isRetry: boolean) => unknown>;

/** The name of a write. */
export type WriteName = keyof typeof WRITES;

/** What a write is given: nothing but what JSON can carry. */
export type Given<Name extends WriteName> = Parameters<(typeof WRITES)[Name]>[1];

/** What a write answers. */
export type Written<Name extends WriteName> = ReturnType<(typeof WRITES)[Name]>;

/** A write that changes nothing: its line says it all. */
function tell(_connection: Connection, _given: null): null {
  return null;
}

/** A write that changes nothing: whether the file takes it. */
function probe(connection: Connection, _given: null): null {
  connection.sql("UPDATE facts SET value = value").run();
  return null;
}
