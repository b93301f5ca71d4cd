/** The writes that a person or a program asks for: each a write by name, and a line of the audit log in its commit. */
import type { Changes } from "../faces/store.ts";
import type { Seal } from "../seal.ts";
import type { Connection } from "./connection.ts";
import { readEndpointBySeq, sealedChange, sealedEndpoint } from "./endpoints.ts";
import { type GroupCommit, SMALL } from "./group-commit.ts";
import { hexOf } from "./hex.ts";
import type { PackedAuditLine } from "./audit.ts";
import type { Given, WriteName, Written } from "./writes.ts";

/** @param line what each leaves in the audit log, `null` for nothing */
export function changesOf(c: Connection, group: GroupCommit, seal: Seal, line: PackedAuditLine | null): Changes {
  const write = <Name extends WriteName>(name: Name, given: Given<Name>): Promise<Written<Name>> =>
    group.write("intake", SMALL, name, given, line);
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
  };
}
