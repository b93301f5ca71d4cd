/** Refuses posted events that an environment's catalog does not allow, where the environment says so. */
import { AppError, type FieldFault } from "../base/errors.ts";
import { isOperational } from "../rules/fields.ts";
import type { Catalogs } from "./catalogs.ts";
import type { AcceptRequest, PostedEvent } from "./flow.ts";
import type { SchemaChecks } from "./schema-checks.ts";
import type { Scope } from "./scopes.ts";

/**
 * Checks the events of a request.
 *
 * @throws AppError `invalid` with every fault found: `type`, or the path inside `data`; `unavailable` when too many wait
 */
export type CheckEvents = (scope: Scope, request: AcceptRequest) => Promise<void>;

/** Of what is wrong, at most so much is told. */
const FAULTS_COUNT_MAX = 100;

/** What it looks into. */
export function createCheckEvents(catalogs: Catalogs, schemas: SchemaChecks): CheckEvents {
  return async (scope, { events, isBatch }) => {
    const found = await Promise.all(
      events.map(async (event, i) => {
        const faults = await faultsOf(scope, event);
        return isBatch ? faults.map(({ path, message }) => ({ path: `events[${i}].${path}`, message })) : faults;
      }),
    );
    const faults = found.flat().slice(0, FAULTS_COUNT_MAX);
    if (faults.length > 0) throw new AppError("invalid", `${faults[0]!.path}: ${faults[0]!.message}`, faults);
  };

  async function faultsOf(scope: Scope, { type, dataText }: PostedEvent): Promise<FieldFault[]> {
    // The house's own events are in no catalog.
    if (isOperational(type)) return [];
    const { environment, organization } = scope.of;
    const known = await catalogs.find(organization.seq, scope.profile, type);
    if (environment.strictTypes) {
      if (known === null) return [{ path: "type", message: "is not in the catalog: add it there, or correct it" }];
      if (known.archived) return [{ path: "type", message: "is archived, and no longer to be used" }];
    }
    if (!environment.checkSchemas || known === null || known.schema === null) return [];
    return schemas.check({ organization: organization.seq, isManagement: false }, known.schema, dataText);
  }
}
