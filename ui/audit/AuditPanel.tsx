/** One change, whole: who, when, from where, and what was given. */
import { spanOfId } from "../id-times.ts";
import { Bones } from "../kit/Bones.tsx";
import { Code } from "../kit/Code.tsx";
import { CopyButton } from "../kit/CopyButton.tsx";
import { Day } from "../kit/Day.tsx";
import { type Fact, Facts } from "../kit/Facts.tsx";
import { IconButton } from "../kit/IconButton.tsx";
import type { Scope } from "../places/ScopeSegments.tsx";
import { usePlaceNames } from "../places/use-names.ts";
import { useReading } from "../reading.ts";
import { listAudit } from "../set-up-client.ts";
import type { AuditLine } from "../set-up-shapes.ts";
import { setUp } from "../words/set-up.ts";
import { addressOfSubject } from "./subjects.ts";

/** A line of the list that is shown; when it is not in it, it is looked for by its id. */
export interface AuditPanelProps {
  id: string;
  line: AuditLine | undefined;
  scope: Scope;
  onClose: () => void;
}

/** The panel. */
export function AuditPanel({ id, line, scope, onClose }: AuditPanelProps) {
  const { detail, actionText } = setUp.audit;
  const span = line === undefined ? spanOfId(id) : null;
  const { value: page } = useReading(span && `audit line ${scope.name} ${id}`, () =>
    listAudit({ ...span, limit: 250 }, scope.headers),
  );
  const found = line ?? page?.data.find((one) => one.id === id);
  const isGone = found === undefined && (span === null || page !== undefined);
  return (
    <div class="inspector">
      <header class="inspector-title">
        <h2>{found === undefined ? detail.title : actionText(found.action)}</h2>
        <span class="inspector-ways">
          <IconButton icon="close" label={detail.close} onClick={onClose} />
        </span>
      </header>
      {isGone && <p class="second">{detail.gone}</p>}
      {found === undefined && !isGone && <Bones rows={4} height={38} />}
      {found !== undefined && <Line line={found} />}
    </div>
  );
}

function Line({ line }: { line: AuditLine }) {
  const { detail } = setUp.audit;
  const { id, actor, address, organizationId, environmentId, changes, createdAt } = line;
  const nameOf = usePlaceNames([organizationId]);
  const place = (name: string, of: string | null): Fact | null =>
    of === null ? null : [name, <span title={of}>{nameOf(of)}</span>];
  const isEmpty = Object.keys(changes).length === 0;
  return (
    <>
      <Facts
        facts={[
          [detail.which, <Subject key="subject" line={line} />],
          [
            detail.who,
            <span key="who">
              {actor.name} <span class="second small">{detail.kinds[actor.kind]}</span>
            </span>,
          ],
          [detail.from, address === null ? detail.unknown : <span class="mono">{address}</span>],
          [detail.when, <Day key="when" at={createdAt} />],
          place(detail.organization, organizationId),
          place(detail.environment, environmentId),
          [
            detail.id,
            <span key="id" class="row id-line">
              <span class="mono cut">{id}</span>
              <CopyButton text={id} what={id} />
            </span>,
          ],
        ]}
      />
      <section class="audit-changes">
        <h3>{detail.changes}</h3>
        {isEmpty ? (
          <p class="second">{detail.noChanges}</p>
        ) : (
          <Code text={JSON.stringify(changes)} label={detail.changes} isFormatted />
        )}
      </section>
    </>
  );
}

function Subject({ line }: { line: AuditLine }) {
  const path = addressOfSubject(line);
  const text = <span class="mono">{line.subjectId}</span>;
  return path === null ? (
    text
  ) : (
    <a class="link" href={path}>
      {text}
    </a>
  );
}
