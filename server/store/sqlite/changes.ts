/** The writes that a person or a program asks for: each a write by name, and a line of the audit log in its commit. */
import type { Changes } from "../faces/store.ts";
import type { Seal } from "../seal.ts";
import type { Connection } from "./connection.ts";
import { readEndpointBySeq, sealedChange, sealedEndpoint } from "./endpoints.ts";
import { type GroupCommit, SMALL } from "./group-commit.ts";
import { hexOf } from "./hex.ts";
import { packOpening } from "./joining.ts";
import type { PackedAuditLine } from "./audit.ts";
import type { Given, WriteName, Written } from "./writes.ts";

type Write = <Name extends WriteName>(name: Name, given: Given<Name>) => Promise<Written<Name>>;

/** @param line what each leaves in the audit log, `null` for nothing */
export function changesOf(c: Connection, group: GroupCommit, seal: Seal, line: PackedAuditLine | null): Changes {
  const write: Write = (name, given) => group.write("intake", SMALL, name, given, line);
  return {
    addEndpoint: (added) => write("addEndpoint", sealedEndpoint(seal, added)),
    async changeEndpoint(seq, change) {
      await write("changeEndpoint", sealedChange(c, seal, seq, change));
      return readEndpointBySeq(c, seq);
    },
    deleteEndpoint: (seq, at) => write("deleteEndpoint", { seq, at }),
    retryDelivery: (delivery, expressAt) => write("retryDelivery", { delivery, expressAt }),

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
  };
}

function peopleChanges(write: Write) {
  return {
    addPerson: (person, link) => write("addPerson", { person: { ...person, id: hexOf(person.id) }, link }),
    changePerson: (seq, change) => write("changePerson", { seq, change }),
    deletePerson: (seq) => write("deletePerson", { seq }),
    putLink: (person, link) => write("putLink", { person, link }),
    setUp: (person, opening) =>
      write("setUp", { person: { ...person, id: hexOf(person.id) }, opening: packOpening(opening) }),
    choosePassword: (person, opening) => write("choosePassword", { person, opening: packOpening(opening) }),
    changePassword: (seq, passwordHash, keptSession) => write("changePassword", { seq, passwordHash, keptSession }),
    addSession: (session, passwordHash) =>
      write("addSession", { session: { ...session, id: hexOf(session.id) }, passwordHash }),
    revokeSession: (seq) => write("revokeSession", { seq }),
  } satisfies Partial<Changes>;
}
