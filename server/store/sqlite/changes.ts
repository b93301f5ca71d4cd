/** The writes that a person or a program asks for: each a write by name, and a line of the audit log in its commit. */
import { AppError } from "../../base/errors.ts";
import type { ChangedEndpoint, EndpointChange } from "../faces/endpoints.ts";
import type { Changes } from "../faces/store.ts";
import type { Seal } from "../seal.ts";
import type { Begun } from "./change-endpoint.ts";
import type { Connection } from "./connection.ts";
import { sealedChange, sealedEndpoint, sealedRotation } from "./endpoint-secrets.ts";
import { noSuchEndpoint, readEndpointBySeq } from "./endpoints.ts";
import { type GroupCommit, SMALL, type Weight } from "./group-commit.ts";
import { hexOf } from "./hex.ts";
import { packOpening } from "./joining.ts";
import type { PackedAuditLine } from "./audit.ts";
import { readRecovery } from "./recoveries.ts";
import { inEnvironment, noSuchEnvironment } from "./refusals.ts";
import { packReplay } from "./replay-event.ts";
import { packTest } from "./test-events.ts";
import type { Given, WriteName, Written } from "./writes.ts";

type Write = <Name extends WriteName>(name: Name, given: Given<Name>, weight?: Weight) => Promise<Written<Name>>;

/** A write of one row that holds a document. */
const DOCUMENT: Weight = { rows: 1, bytes: 64 * 1024 };

/** The same, together with the document that it replaces. */
const CHANGED_DOCUMENT: Weight = { rows: 1, bytes: 2 * DOCUMENT.bytes };

/** @param line what each leaves in the audit log, `null` for nothing */
export function changesOf(c: Connection, group: GroupCommit, seal: Seal, line: PackedAuditLine | null): Changes {
  const write: Write = (name, given, weight = SMALL) => group.write("intake", weight, name, given, line);
  return {
    async addEndpoint(added, countMax) {
      const sealed = sealedEndpoint(seal, added, countMax);
      const seq = await write("addEndpoint", sealed);
      if (seq === "gone") throw noSuchEnvironment();
      if (seq !== "full") return seq;
      throw new AppError("conflict", `An environment has at most ${sealed.countMax} endpoints: delete one first.`);
    },
    async changeEndpoint(seq, change) {
      const writeOnce = () => write("changeEndpoint", sealedChange(c, seal, seq, change));
      // Where nothing is sealed anew, `false` stands for no change at all.
      const begun = change.headers === undefined ? await writeOnce() : await changeWhereThere(c, seq, writeOnce);
      return changedEndpoint(c, seq, change, begun || { isTurned: false, sweep: null });
    },
    async rotateEndpointSecret(seq, secret, overlapMs, at) {
      return changeWhereThere(c, seq, async () => {
        const rotation = sealedRotation(c, seal, seq, { secret, overlapMs, at });
        if (rotation === null) return null;
        return (await write("changeEndpoint", rotation.change)) !== false && rotation.secrets;
      });
    },
    async deleteEndpoint(seq, at) {
      const sweep = await write("deleteEndpoint", { seq, at });
      if (sweep === false) throw noSuchEndpoint();
      return sweep;
    },
    retryDelivery: (delivery, expressAt) => write("retryDelivery", { delivery, expressAt }),
    cancelDelivery: (delivery, reason, at) => write("cancelDelivery", { delivery, reason, at }),
    async replayEvent(replay) {
      await write("replayEvent", packReplay(replay), { rows: replay.deliveries.length, bytes: 0 });
    },
    acceptTest: (test) => write("acceptTest", packTest(test)).then(inEnvironment),
    async beginRecover(recover) {
      const begun = await write("beginRecover", { ...recover, id: hexOf(recover.id) });
      return begun === true ? readRecovery(c, recover.environment, recover.id)! : begun;
    },
    cancelRecovery: (seq, at) => write("cancelRecovery", { seq, at }),

    addOrganization: (organization, first) =>
      write("addOrganization", {
        organization: { ...organization, id: hexOf(organization.id) },
        first: { ...first, id: hexOf(first.id) },
      }),
    changeOrganization: (seq, change) => write("changeOrganization", { seq, change }),
    deleteOrganization: (seq, at) => write("deleteOrganization", { seq, at }),
    addEnvironment: (added) => write("addEnvironment", { ...added, id: hexOf(added.id) }),
    changeEnvironment: (seq, change) => write("changeEnvironment", { seq, change }),
    deleteEnvironment: (seq, at) => write("deleteEnvironment", { seq, at }),

    addKey: (added) => write("addKey", { ...added, id: hexOf(added.id) }),
    revokeKey: (seq, at) => write("revokeKey", { seq, at }),

    ...peopleChanges(write),
    addInbox: (added) => write("addInbox", { ...added, id: hexOf(added.id) }),
    deleteInbox: (seq) => write("deleteInbox", { seq }),
    tell: async () => void (await write("tell", null)),
    ...profileChanges(write),
  };
}

/** Deleting it may have shared the commit: then it is not to be put back into memory. @throws AppError `not_found` */
function changedEndpoint(c: Connection, seq: number, { turn }: EndpointChange, begun: Begun): ChangedEndpoint {
  const endpoint = readEndpointBySeq(c, seq);
  const isResuming = turn?.to === "on" && turn.held === "resume";
  const recovery = isResuming ? readRecovery(c, endpoint.environment, turn.recoveryId) : null;
  return { endpoint, ...begun, recovery };
}

/**
 * What is sealed of an endpoint may have changed since it was read: then the change is made of it anew.
 *
 * @throws AppError `not_found` when it is deleted
 */
async function changeWhereThere<Changed>(
  connection: Connection,
  seq: number,
  change: () => Promise<Changed | false>,
): Promise<Changed> {
  for (;;) {
    const changed = await change();
    if (changed !== false) return changed;
    readEndpointBySeq(connection, seq);
  }
}

function peopleChanges(write: Write) {
  return {
    addPerson: (person, link) => write("addPerson", { person: { ...person, id: hexOf(person.id) }, link }),
    changePerson: (seq, change, within) => write("changePerson", { seq, change, within }),
    deletePerson: (seq, within) => write("deletePerson", { seq, within }),
    putLink: (person, link, within) => write("putLink", { person, link, within }),
    setUp: (person, opening) =>
      write("setUp", { person: { ...person, id: hexOf(person.id) }, opening: packOpening(opening) }),
    choosePassword: (person, opening) => write("choosePassword", { person, opening: packOpening(opening) }),
    changePassword: (seq, comparedHash, passwordHash, keptSession) =>
      write("changePassword", { seq, comparedHash, passwordHash, keptSession }),
    addSession: (session, passwordHash) =>
      write("addSession", { session: { ...session, id: hexOf(session.id) }, passwordHash }),
    revokeSession: (seq) => write("revokeSession", { seq }),
  } satisfies Partial<Changes>;
}

/** They are answered as soon as the writer has: memory follows in the order of its commits. */
function profileChanges(write: Write) {
  return {
    addProfile: (profile, countMax, at) => write("addProfile", { profile, countMax, at }, DOCUMENT),
    changeProfile: (profile, replaces, at) => write("changeProfile", { profile, replaces, at }, CHANGED_DOCUMENT),
    deleteProfile: (name) => write("deleteProfile", name),
    addEventType: (organization, eventType, countMax, at) =>
      write("addEventType", { organization, eventType, countMax, at }, DOCUMENT),
    changeEventType: (organization, eventType, replaces, at) =>
      write("changeEventType", { organization, eventType, replaces, at }, CHANGED_DOCUMENT),
    deleteEventType: (organization, type) => write("deleteEventType", { organization, type }),
  } satisfies Partial<Changes>;
}
