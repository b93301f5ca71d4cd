/** Where the id of a recovery lands: how far it is, and at which webhook. */
import { Bones } from "../kit/Bones.tsx";
import { PageHead } from "../kit/PageHead.tsx";
import { ProblemNote } from "../kit/ProblemNote.tsx";
import { CancelRecovery } from "../recovering/CancelRecovery.tsx";
import { RecoveryFacts } from "../recovering/RecoveryFacts.tsx";
import { RecoveryState } from "../recovering/RecoveryState.tsx";
import { useRecovery } from "../recovering/use-recovery.ts";
import { NotFound } from "../shell/NotFound.tsx";
import { useNames } from "../webhooks/use-endpoints.ts";
import { setUp } from "../words/set-up.ts";

/** The page; `params` from its address. */
export function RecoveryPage({ params: { id } }: { params: { id: string } }) {
  const text = setUp.notices.recovery;
  const { value: recovery, problem } = useRecovery(id);
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
  const { endpointId } = recovery;
  return (
    <>
      <PageHead
        title={text.title}
        crumb={{ href: `/webhooks/${endpointId}`, text: nameOf(endpointId) ?? text.webhook }}
      >
        <CancelRecovery recovery={recovery} />
      </PageHead>
      <div class="two-columns">
        <section class="panel recovery">
          <RecoveryState recovery={recovery} />
          <RecoveryFacts recovery={recovery} />
        </section>
      </div>
    </>
  );
}
