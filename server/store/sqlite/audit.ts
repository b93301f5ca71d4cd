/** Writes and reads the audit log. */
import { desc, eq, inArray } from "drizzle-orm";
import { ACTOR_KINDS, type AuditQuery, type AuditRow, type NewAuditLine } from "../faces/audit.ts";
import type { Page } from "../faces/page.ts";
import type { Connection } from "./connection.ts";
import { bytesOf, hexOf } from "./hex.ts";
import { type Condition, createdWithin, pageOfSeqs } from "./pages.ts";
import { WHOLE } from "./spans.ts";
import { audit, environments, organizations } from "./tables.ts";

/** A line as it goes to the writer, its id in hexadecimal. */
export type PackedAuditLine = Omit<NewAuditLine, "id"> & { id: string };

/** Packs a line for the writer. */
export function packAuditLine(line: NewAuditLine): PackedAuditLine {
  return { ...line, id: hexOf(line.id) };
}

/** Inserts a line. One that an earlier try of its commit has left is not written again. */
export function addAuditLine({ orm }: Connection, { id, actor, changes, ...line }: PackedAuditLine): void {
  orm
    .insert(audit)
    .values({
      ...line,
      id: bytesOf(id),
      actorKind: ACTOR_KINDS.indexOf(actor.kind),
      actorId: actor.id,
      actorName: actor.name,
      changes: { ...changes },
    })
    .onConflictDoNothing({ target: audit.id })
    .run();
}

/** A page of lines, newest first. */
export function listAudit(connection: Connection, query: AuditQuery): Page<AuditRow> {
  return connection.snapshot(() => {
    const { rows: seqs, next } = pageOfSeqs(connection, selectionOf(query), query);
    const rows = connection.orm
      .select({ line: audit, organizationId: organizations.id, environmentId: environments.id })
      .from(audit)
      .leftJoin(organizations, eq(organizations.seq, audit.organization))
      .leftJoin(environments, eq(environments.seq, audit.environment))
      .where(inArray(audit.seq, seqs))
      .orderBy(desc(audit.seq))
      .all();
    return { rows: rows.map(rowOf), next };
  });
}

/** Of two filters the organization finds, the action sifts. */
function selectionOf({ organization, action, since, until }: AuditQuery) {
  const byOrganization: Condition[] = organization === null ? [] : [["organization = ?", organization]];
  const byAction: Condition[] = action === null ? [] : [["action = ?", action]];
  const isFoundByAction = organization === null && action !== null;
  return {
    table: "audit" as const,
    by: organization !== null ? "audit_by_organization" : isFoundByAction ? "audit_by_action" : null,
    found: isFoundByAction ? byAction : byOrganization,
    sifted: [...(isFoundByAction ? [] : byAction), ...createdWithin(since, until)],
    span: WHOLE,
  };
}

function rowOf(row: {
  line: typeof audit.$inferSelect;
  organizationId: Uint8Array | null;
  environmentId: Uint8Array | null;
}): AuditRow {
  const { actorKind, actorId, actorName, organization: _, environment: __, ...line } = row.line;
  const { organizationId, environmentId } = row;
  const actor = { kind: ACTOR_KINDS[actorKind]!, id: actorId, name: actorName };
  return { ...line, actor, organizationId, environmentId };
}
