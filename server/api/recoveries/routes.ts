/** The routes of recoveries. */
import { Elysia } from "elysia";
import type { Recovery } from "../../store/faces/recoveries.ts";
import { authenticated, type Principal } from "../auth.ts";
import { notFound } from "../refusals.ts";
import type { Rooms } from "../rooms.ts";
import { idOrNotFound, IdParams } from "../shapes.ts";
import { RecoveryView, recoveryView } from "./schema.ts";

/** Recoveries: how far they are, and ending them. */
export const recoveryRoutes = (rooms: Rooms) =>
  new Elysia({ name: "recoveries", prefix: "/recoveries", tags: ["Endpoints"] })
    .use(authenticated(rooms))
    .get("/:id", async ({ params, principal }) => recoveryView(await recoveryOf(rooms, principal, params.id)), {
      params: IdParams,
      response: RecoveryView,
      detail: { operationId: "readRecovery", summary: "Read how far a recovery is" },
    })
    .delete(
      "/:id",
      async ({ params, principal }) => {
        const { seq } = await recoveryOf(rooms, principal, params.id);
        await rooms.store.cancelRecovery(seq, rooms.clock.now());
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
