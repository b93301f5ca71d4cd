/** The routes of recoveries. */
import { Elysia } from "elysia";
import { idText } from "../../base/ids.ts";
import type { Recovery } from "../../store/faces/recoveries.ts";
import { audited } from "../audit/audited.ts";
import { authenticated, type Principal } from "../auth.ts";
import { notFound } from "../refusals.ts";
import type { Rooms } from "../rooms.ts";
import { idOrNotFound, IdParams } from "../shapes.ts";
import { RecoveryView, recoveryView } from "./schema.ts";

/** Recoveries: how far they are, and ending them. */
export const recoveryRoutes = (rooms: Rooms) =>
  new Elysia({ name: "recoveries", prefix: "/recoveries", tags: ["Endpoints"] })
    .use(readingRecoveries(rooms))
    .use(writingRecoveries(rooms));

const readingRecoveries = (rooms: Rooms) =>
  new Elysia()
    .use(authenticated(rooms, "read"))
    .get("/:id", async ({ params, principal }) => recoveryView(await recoveryOf(rooms, principal, params.id)), {
      params: IdParams,
      response: RecoveryView,
      detail: { operationId: "readRecovery", summary: "Read how far a recovery is" },
    });

const writingRecoveries = (rooms: Rooms) =>
  new Elysia().use(authenticated(rooms, "write")).delete(
    "/:id",
    async ({ params, principal }) => {
      const { seq, id } = await recoveryOf(rooms, principal, params.id);
      const told = { action: "recovery.cancelled", subject: idText("rcv", id) } as const;
      await audited(rooms, principal, told).cancelRecovery(seq, rooms.clock.now());
      return recoveryView(await recoveryOf(rooms, principal, params.id));
    },
    {
      parse: "none",
      params: IdParams,
      response: RecoveryView,
      detail: {
        operationId: "cancelRecovery",
        summary: "Cancel a recovery",
        description:
          "What is on its way already goes on; the rest stays as it is: failed, skipped, or held until the endpoint " +
          "is paused and enabled again. One that is over stays as it ended.",
      },
    },
  );

async function recoveryOf({ store }: Rooms, { environment }: Principal, id: string): Promise<Recovery> {
  const recovery = await store.readRecovery(environment, idOrNotFound("rcv", id, "recovery"));
  if (recovery === null) throw notFound("recovery");
  return recovery;
}
