/** The writes that a person or a program asks for: each a write by name, and a line of the audit log in its commit. */
import type { Changes } from "../faces/store.ts";
import type { Seal } from "../seal.ts";
import type { Connection } from "./connection.ts";
import { readEndpointBySeq, sealedChange, sealedEndpoint } from "./endpoints.ts";
import { type GroupCommit, SMALL } from "./group-commit.ts";
import { hexOf } from "./hex.ts";
import type { PackedAuditLine } from "./audit.ts";
import { readRecovery } from "./recoveries.ts";
import { packReplay } from "./replay-event.ts";
import { packTest } from "./test-events.ts";
import type { Given, WriteName, Written } from "./writes.ts";

/** @param line what each leaves in the audit log, `null` for nothing */
export function changesOf(c: Connection, group: GroupCommit, seal: Seal, line: PackedAuditLine | null): Changes {
  const write = <Name extends WriteName>(name: Name, given: Given<Name>, weight = SMALL): Promise<Written<Name>> =>
    group.write("intake", weight, name, given, line);
  return {
    addEndpoint: (added) => write("addEndpoint", sealedEndpoint(seal, added)),
    async changeEndpoint(seq, change) {
      const sweep = await write("changeEndpoint", sealedChange(c, seal, seq, change));
      const endpoint = readEndpointBySeq(c, seq);
      const { turn } = change;
      const isResuming = turn?.to === "on" && turn.held === "resume";
      const recovery = isResuming ? readRecovery(c, endpoint.environment, turn.recoveryId) : null;
      return { endpoint, sweep, recovery };
    },
    deleteEndpoint: (seq, at) => write("deleteEndpoint", { seq, at }),
    retryDelivery: (delivery, expressAt) => write("retryDelivery", { delivery, expressAt }),
    cancelDelivery: (delivery, reason, at) => write("cancelDelivery", { delivery, reason, at }),
    async replayEvent(replay) {
      await write("replayEvent", packReplay(replay), { rows: replay.deliveries.length, bytes: 0 });
    },
    acceptTest: (test) => write("acceptTest", packTest(test)),
    async beginRecover(recover) {
      await write("beginRecover", { ...recover, id: hexOf(recover.id) });
      return readRecovery(c, recover.environment, recover.id);
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
  };
}
