/** Recoveries on the wire. */
import { z } from "zod";
import { idText } from "../../base/ids.ts";
import { RECOVERABLE_STATES, RECOVERY_KINDS, RECOVERY_STATES } from "../../rules/recovery.ts";
import type { Recovery } from "../../store/faces/recoveries.ts";
import { Instant, Time, timeText } from "../shapes.ts";

const TYPES_COUNT_MAX = 100;

/** What is to be begun again. */
export const NewRecovery = z
  .strictObject({
    since: Instant.describe("Of events posted then or later"),
    until: Instant.exactOptional().describe("Of events posted before; now, when left out"),
    states: z.array(z.enum(RECOVERABLE_STATES)).min(1).exactOptional().describe("Both, when left out"),
    types: z.array(z.string()).min(1).max(TYPES_COUNT_MAX).exactOptional().describe("Of these types alone"),
    dryRun: z.boolean().exactOptional().describe("Counts, and does nothing"),
  })
  .meta({ id: "NewRecovery" });

/** What a caller asks to begin again. */
export type NewRecovery = z.infer<typeof NewRecovery>;

const counts = {
  count: z.int().describe("How many deliveries it concerns, as far as is known"),
  isCountFinal: z.boolean().describe("Whether there are no more; else `count` may grow"),
  done: z.int().describe("How many of them are on their way again"),
};

/** A recovery, and how far it is. */
export const RecoveryView = z
  .object({
    id: z.string(),
    endpointId: z.string(),
    kind: z.enum(RECOVERY_KINDS).describe("`resume`: what was held; `recover`: what failed or was skipped"),
    state: z.enum(RECOVERY_STATES).describe("`cancelled` by you, or by its endpoint being off or deleted"),
    ...counts,
    createdAt: Time,
    updatedAt: Time,
  })
  .meta({ id: "Recovery" });

/** What a recovery would concern. */
export const DryRunView = z.object({ id: z.null(), ...counts }).meta({ id: "DryRun" });

/** A recovery as it goes out. */
export function recoveryView(recovery: Recovery): z.infer<typeof RecoveryView> {
  return {
    id: idText("rcv", recovery.id),
    endpointId: idText("ep", recovery.endpointId),
    kind: recovery.kind,
    state: recovery.state,
    count: recovery.count,
    isCountFinal: recovery.isCountFinal,
    done: recovery.done,
    createdAt: timeText(recovery.createdAt),
    updatedAt: timeText(recovery.updatedAt),
  };
}
