/** One attempt: what was sent, what came back, by what it was signed, where the time went. */
import { useAddress } from "../address.ts";
import { readAttempt } from "../client.ts";
import { Bones } from "../kit/Bones.tsx";
import { ProblemNote } from "../kit/ProblemNote.tsx";
import { Tabs } from "../kit/Tabs.tsx";
import { useReading } from "../reading.ts";
import type { Attempt, AttemptDetails } from "../shapes.ts";
import { utcText } from "../times.ts";
import { words } from "../words/words.ts";
import { RequestView } from "./RequestView.tsx";
import { ResponseView } from "./ResponseView.tsx";
import { SignatureView } from "./SignatureView.tsx";
import { Timing } from "./Timing.tsx";

const VIEWS = ["request", "response", "signature"] as const;

/** The attempt; what the list knows of it is shown at once, the rest is read. */
export function AttemptView({ attempt, endpointId }: { attempt: Attempt; endpointId: string }) {
  const { inspector } = words.deliveries;
  const { query, with: addressWith } = useAddress();
  const { value: details, problem } = useReading(`attempt ${attempt.id}`, () => readAttempt(attempt.id));
  const view = VIEWS.find((one) => one === query["view"]) ?? "request";
  return (
    <section class="attempt" aria-label={inspector.attempts}>
      <p class="attempt-line">
        <strong>{attempt.reason}</strong>
        <span class="second small" title={utcText(attempt.startedAt)}>
          #{attempt.number} {inspector.by[attempt.trigger]}
        </span>
      </p>
      <Tabs
        label={inspector.view}
        tabs={VIEWS.map((one) => ({
          href: addressWith({ view: one === "request" ? null : one }),
          text: inspector.views[one],
          isOpen: view === one,
        }))}
      />
      {problem && <ProblemNote problem={problem} />}
      {details === undefined ? (
        problem === null && <Bones rows={4} height={28} />
      ) : (
        <>
          <View view={view} details={details} endpointId={endpointId} />
          {view !== "signature" && <Timing attempt={details} />}
        </>
      )}
    </section>
  );
}

interface ViewProps {
  view: (typeof VIEWS)[number];
  details: AttemptDetails;
  endpointId: string;
}

function View({ view, details, endpointId }: ViewProps) {
  switch (view) {
    case "request":
      return <RequestView request={details.request} />;
    case "response":
      return <ResponseView response={details.response} reason={details.reason} />;
    case "signature":
      return <SignatureView request={details.request} endpointId={endpointId} />;
  }
}
