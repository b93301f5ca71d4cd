/** Who asks, and for which environment. */
import { timingSafeEqual } from "node:crypto";
import { Elysia } from "elysia";
import { AppError } from "../base/errors.ts";
import { idText, type IdPrefix } from "../base/ids.ts";
import type { Rooms } from "./rooms.ts";

/** Who asks. */
export interface Principal {
  role: "admin";
  /** The seq of the organization. */
  organization: number;
  /** The seq of the environment that the request is about. */
  environment: number;
}

/**
 * Gives the routes of an instance their `principal`. Bound to routes, never to paths: elysia's `path` starts too late when
 * the `Host` header is shorter than four characters.
 */
export const authenticated = (rooms: Rooms) =>
  new Elysia({ name: "authenticated" }).derive({ as: "scoped" }, ({ request }) => ({
    principal: principalOf(request.headers, rooms),
  }));

/**
 * The principal that a request's headers stand for.
 *
 * @throws AppError `unauthorized` without a valid key; `not_found` for an environment that is not its own
 */
export function principalOf(
  headers: Headers,
  { adminKeyHash, organization, environment }: Pick<Rooms, "adminKeyHash" | "organization" | "environment">,
): Principal {
  const key = /^bearer +(\S+)$/i.exec(headers.get("authorization") ?? "")?.[1];
  if (key === undefined || !timingSafeEqual(Bun.SHA256.hash(key), adminKeyHash)) {
    throw new AppError("unauthorized", "Send a valid API key as `Authorization: Bearer <key>`.");
  }
  const isKnown =
    isNamed(headers.get("hookwheel-organization"), "org", organization) &&
    isNamed(headers.get("hookwheel-environment"), "env", environment);
  if (!isKnown) throw new AppError("not_found", "There is no such environment.");
  return { role: "admin", organization: organization.seq, environment: environment.seq };
}

/** Whether a header names this one, by the product's own id or by ours; without the header it does. */
function isNamed(name: string | null, prefix: IdPrefix, one: { id: Uint8Array; externalId: string | null }): boolean {
  return name === null || name === one.externalId || name === idText(prefix, one.id);
}
