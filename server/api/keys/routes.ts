/** The routes of API keys. */
import { Elysia } from "elysia";
import { z } from "zod";
import type { Key } from "../../store/faces/keys.ts";
import { authenticated, reachOf } from "../auth.ts";
import { readDocument } from "../body.ts";
import { bodyOf } from "../openapi.ts";
import { pageOf, pageQueryOf, pageView } from "../page.ts";
import type { Rooms } from "../rooms.ts";
import { IdParams } from "../shapes.ts";
import { addKey } from "./add.ts";
import { revokeKey } from "./revoke.ts";
import { AddedKeyView, KeysFilter, KeyView, keyView, NewKey } from "./schema.ts";

/** Keys: what opens the door, and how far. */
export const keyRoutes = (rooms: Rooms) => {
  const viewOf = (row: Key) => keyView(row, rooms.tenants, rooms.keyring.usedAt(row.seq));
  return new Elysia({ name: "keys", prefix: "/keys", tags: ["Keys"] })
    .use(authenticated(rooms, "govern"))
    .get(
      "/",
      async ({ query, principal }) => {
        const page = await rooms.store.listKeys({ ...pageQueryOf(query), organization: reachOf(principal) });
        return pageView(page, viewOf);
      },
      {
        query: KeysFilter,
        response: pageOf(KeyView),
        detail: { operationId: "listKeys", summary: "List keys, newest first" },
      },
    )
    .post(
      "/",
      async ({ request, principal, status }) => {
        const { row, key } = await addKey(rooms, principal, await readDocument(request, NewKey));
        return status(201, { ...viewOf(row), key });
      },
      {
        parse: "none",
        response: { 201: AddedKeyView },
        detail: {
          operationId: "createKey",
          summary: "Make a key",
          description: "`key` is shown this once. An owner key makes keys inside its organization alone.",
          requestBody: bodyOf(NewKey),
          responses: { 409: { description: "`conflict`: there are as many as there may be" } },
        },
      },
    )
    .delete(
      "/:id",
      async ({ params, principal, status }) => {
        await revokeKey(rooms, principal, params.id);
        return status(204, undefined);
      },
      {
        parse: "none",
        params: IdParams,
        response: { 204: z.void().describe("Revoked") },
        detail: { operationId: "revokeKey", summary: "Revoke a key" },
      },
    );
};
