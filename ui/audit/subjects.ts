/** Where the thing that a line of the audit log is about can be seen. Pure. */
import { withPlace } from "../places/place.ts";
import type { AuditLine } from "../set-up-shapes.ts";
import { addressOfId } from "../shell/findings.ts";

/** Its address, in its own environment; `null` for what has no page, or has none any more. */
export function addressOfSubject({ action, subjectId, organizationId, environmentId }: AuditLine): string | null {
  if (/\.(?:deleted|revoked)$/.test(action)) return null;
  const path = pathOf(action, subjectId);
  if (path === null || path.includes("?")) return path;
  if (organizationId === null || environmentId === null || /^\/(?:organizations|environments)\//.test(path))
    return path;
  const organization = { id: organizationId, name: null };
  return path + withPlace("", { organization, environment: { id: environmentId, name: null } });
}

function pathOf(action: string, subject: string): string | null {
  if (action.startsWith("profile.")) return `/profiles/${encodeURIComponent(subject)}`;
  if (action.startsWith("event_type.")) return `/event-types/${encodeURIComponent(subject)}`;
  return addressOfId(subject)?.path ?? null;
}
