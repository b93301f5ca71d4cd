/** Reads and writes organizations and environments. */
import { newId } from "../../base/ids.ts";
import type { UnixMs } from "../../base/clock.ts";
import type { Environment, Organization } from "../faces/organizations.ts";
import type { Connection } from "./connection.ts";
import { environments, organizations } from "./tables.ts";

/** The first organization and environment, made when there are none. */
export function ensureDefault(
  connection: Connection,
  profile: string,
  now: UnixMs,
): { organization: Organization; environment: Environment } {
  const { orm } = connection;
  const organization =
    orm.select().from(organizations).orderBy(organizations.seq).limit(1).get() ??
    orm
      .insert(organizations)
      .values({ id: Buffer.from(newId(now)), name: "Default", externalId: null, profile, createdAt: now })
      .returning()
      .get();
  const environment =
    orm.select().from(environments).orderBy(environments.seq).limit(1).get() ??
    orm
      .insert(environments)
      .values({
        id: Buffer.from(newId(now)),
        organization: organization.seq,
        name: "production",
        externalId: null,
        createdAt: now,
      })
      .returning()
      .get();
  return {
    organization: { ...organization, webhooksEnabled: true },
    environment: { ...environment, checkSchemas: false, strictTypes: false },
  };
}
