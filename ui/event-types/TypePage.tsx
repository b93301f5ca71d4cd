/** One event type: what it means, its sample and its schema, and who asks for it. */
import { Prose } from "../kit/Prose.tsx";
import { Bones } from "../kit/Bones.tsx";
import { Code } from "../kit/Code.tsx";
import { CopyButton } from "../kit/CopyButton.tsx";
import { PageHead } from "../kit/PageHead.tsx";
import { Pill } from "../kit/Pill.tsx";
import { ProblemNote } from "../kit/ProblemNote.tsx";
import { nameOf, webhookLook } from "../looks.ts";
import { useReading } from "../reading.ts";
import { readType } from "../set-up-client.ts";
import type { EventType } from "../set-up-shapes.ts";
import { NotFound } from "../shell/NotFound.tsx";
import { useEndpoints } from "../webhooks/use-endpoints.ts";
import { setUp } from "../words/set-up.ts";
import { TypeActions } from "./TypeActions.tsx";
import { originText, useCatalog, usersOf } from "./use-types.ts";

/** The page; `params` from its address. */
export function TypePage({ params }: { params: { type: string } }) {
  const type = params.type;
  const { value: eventType, problem } = useReading(`event type ${type}`, () => readType(type));
  const { title, archived, noDescription } = setUp.eventTypes;
  const catalog = useCatalog();
  const crumb = { href: "/event-types", text: title };
  if (problem?.status === 404) return <NotFound />;
  if (eventType === undefined) {
    return (
      <>
        <PageHead title={type} isMono crumb={crumb} />
        {problem ? <ProblemNote problem={problem} /> : <Bones rows={6} height={44} />}
      </>
    );
  }
  return (
    <>
      <PageHead
        title={eventType.type}
        isMono
        crumb={crumb}
        beside={
          <>
            <span class="badge">{originText(eventType, catalog)}</span>
            {eventType.archived && <Pill tone="still" text={archived} />}
          </>
        }
        lede={
          <span class="prose">
            <Prose text={eventType.description ?? noDescription} />
          </span>
        }
      >
        <TypeActions eventType={eventType} isInProfile={catalog?.types.has(type) ?? false} />
      </PageHead>
      {problem && <ProblemNote problem={problem} />}
      <Documents eventType={eventType} />
      <Users type={type} />
    </>
  );
}

function Documents({ eventType: { sample, schema } }: { eventType: EventType }) {
  const text = setUp.eventTypes;
  const documents = [
    { title: text.sample, note: text.sampleNote, none: text.noSample, what: text.copySample, value: sample },
    { title: text.schema, note: text.schemaNote, none: text.noSchema, what: text.copySchema, value: schema },
  ];
  return (
    <div class="two-columns type-documents">
      {documents.map(({ title, note, none, what, value }) => (
        <section key={title}>
          <header>
            <h2>{title}</h2>
            {value !== null && <CopyButton text={JSON.stringify(value, null, 2)} what={what} />}
          </header>
          <p class="second small">{value === null ? none : note}</p>
          {value !== null && <Code text={JSON.stringify(value)} label={title} isFormatted />}
        </section>
      ))}
    </div>
  );
}

function Users({ type }: { type: string }) {
  const { used, usedNone } = setUp.eventTypes;
  const { value: endpoints } = useEndpoints();
  if (endpoints === undefined) return null;
  const users = usersOf(type, endpoints);
  return (
    <section class="type-section">
      <header>
        <h2>{used}</h2>
      </header>
      {users.length === 0 ? (
        <p class="second">{usedNone}</p>
      ) : (
        <div class="panel table-frame">
          <table class="table">
            <tbody>
              {users.map((endpoint) => (
                <tr key={endpoint.id}>
                  <td>
                    <a class="row-link" href={`/webhooks/${endpoint.id}`}>
                      {nameOf(endpoint)}
                    </a>
                  </td>
                  <td class="right">
                    <Pill {...webhookLook(endpoint)} />
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </section>
  );
}
