/** Where the id of a recovery lands: how far it is, and at which webhook. */
import { Bones } from "../kit/Bones.tsx";
import { Facts } from "../kit/Facts.tsx";
import { PageHead } from "../kit/PageHead.tsx";
import { ProblemNote } from "../kit/ProblemNote.tsx";
import { When } from "../kit/When.tsx";
import { useReading } from "../reading.ts";
import { readRecovery } from "../set-up-client.ts";
import { NotFound } from "../shell/NotFound.tsx";
import { useNames } from "../webhooks/use-endpoints.ts";
import { setUp } from "../words/set-up.ts";

/** The page; `params` from its address. */
export function RecoveryPage({ params: { id } }: { params: { id: string } }) {
  const text = setUp.notices.recovery;
  const { value: recovery, problem } = useReading(`recovery ${id}`, () => readRecovery(id), ["attempt", "endpoint"]);
  const nameOf = useNames();
  if (problem?.status === 404) return <NotFound />;
  if (recovery === undefined) {
    return (
      <>
        <PageHead title={text.title} />
        {problem ? <ProblemNote problem={problem} /> : <Bones rows={4} height={38} />}
      </>
    );
  }
  const { endpointId, kind, state, count, done, isCountFinal, createdAt, updatedAt } = recovery;
  const progress = (isCountFinal ? text.of : text.ofMany)(done.toLocaleString(), count.toLocaleString());
  return (
    <>
      <PageHead
        title={text.title}
        crumb={{ href: `/webhooks/${endpointId}`, text: nameOf(endpointId) ?? text.webhook }}
      />
      <div class="two-columns">
        <section class="panel">
          <Facts
            facts={[
              [text.kind, text.kinds[kind]],
              [text.state, text.states[state] ?? state],
              [text.progress, progress],
              [text.began, <When key="began" at={createdAt} />],
              [text.moved, <When key="moved" at={updatedAt} />],
              [text.id, <span class="mono">{id}</span>],
            ]}
          />
        </section>
      </div>
    </>
  );
}
