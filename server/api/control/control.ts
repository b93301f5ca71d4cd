/** What whoever may write in the data folder asks by the verbs: people and keys, without a key. */
import { z } from "zod";
import { AppError } from "../../base/errors.ts";
import { operatorOf } from "../auth.ts";
import { addKey } from "../keys/add.ts";
import { revokeKey } from "../keys/revoke.ts";
import { keyView, NewKey } from "../keys/schema.ts";
import { addPerson } from "../people/add.ts";
import { makeLink, type ShownLink } from "../people/link.ts";
import { Email, NewPerson, personView } from "../people/schema.ts";
import { checked } from "../refusals.ts";
import type { Rooms } from "../rooms.ts";
import { makeSetUpUrl } from "../setup/set-up.ts";
import { timeText } from "../shapes.ts";

/** What it needs; there with a server or without. */
export type ControlRooms = Pick<Rooms, "store" | "clock" | "keyring" | "tenants" | "roster" | "publicUrl">;

/** Keys are listed so many at once. */
const KEYS_LISTED_MAX = 250;

const Place = { organization: z.string().optional(), inEnvironment: z.string().optional() };

/** What can be asked. */
const Ask = z.discriminatedUnion("ask", [
  z.object({ ask: z.literal("setup-url") }),
  z.object({ ask: z.literal("admin-create"), person: NewPerson }),
  z.object({ ask: z.literal("admin-reset-password"), email: Email }),
  z.object({ ask: z.literal("admin-list") }),
  z.object({ ask: z.literal("keys-create"), key: NewKey, ...Place }),
  z.object({ ask: z.literal("keys-list"), ...Place }),
  z.object({ ask: z.literal("keys-revoke"), id: z.string() }),
]);

/** Does what is asked, and answers what is to be printed. @throws AppError as the routes of the same name */
export async function control(rooms: ControlRooms, asked: unknown): Promise<unknown> {
  const ask = checked(Ask, asked);
  const { roster, tenants, store } = rooms;
  switch (ask.ask) {
    case "setup-url":
      return { url: await makeSetUpUrl(rooms) };
    case "admin-create":
      return linkShown((await addPerson(rooms, operatorOf(tenants), ask.person, 0)).link);
    case "admin-reset-password": {
      const person = roster.byEmail(ask.email);
      if (person === undefined) throw new AppError("not_found", "There is nobody with this email: see `admin list`.");
      return linkShown(await makeLink(rooms, operatorOf(tenants), person, null));
    }
    case "admin-list":
      return roster.of(null).map((person) => personView(person, tenants));
    case "keys-create": {
      const { row, key } = await addKey(rooms, operatorOf(tenants, ask.organization, ask.inEnvironment), ask.key);
      return { ...keyView(row, tenants, null), key };
    }
    case "keys-list": {
      const chosen = operatorOf(tenants, ask.organization, ask.inEnvironment);
      const organization = chosen.isChosen ? chosen.organization : null;
      const { rows } = await store.listKeys({ organization, limit: KEYS_LISTED_MAX, before: null });
      return rows.map((row) => keyView(row, tenants, rooms.keyring.usedAt(row.seq)));
    }
    case "keys-revoke":
      await revokeKey(rooms, operatorOf(tenants), ask.id);
      return {};
  }
}

function linkShown({ url, endsAt }: ShownLink) {
  return { url, expiresAt: timeText(endsAt) };
}
