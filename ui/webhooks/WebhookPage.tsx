/** One webhook: its log, how it fares, and changing it. */
import { readEndpoint } from "../client.ts";
import { LogsTab } from "../logs/LogsTab.tsx";
import { Bones } from "../kit/Bones.tsx";
import { PageHead } from "../kit/PageHead.tsx";
import { ProblemNote } from "../kit/ProblemNote.tsx";
import { Tabs } from "../kit/Tabs.tsx";
import { WindowSegments } from "../overview/WindowSegments.tsx";
import { useReading } from "../reading.ts";
import { NotFound } from "../shell/NotFound.tsx";
import { words } from "../words/words.ts";
import { DetailsTab } from "./DetailsTab.tsx";
import { OverviewTab } from "./OverviewTab.tsx";
import { WebhookHead } from "./WebhookHead.tsx";

/** The page; `params` from its address. */
export function WebhookPage({ params }: { params: { id: string; tab?: string } }) {
  const { id, tab = "" } = params;
  const { value: endpoint, problem } = useReading(`endpoint ${id}`, () => readEndpoint(id), [
    "endpoint",
    "attempt",
    "event",
  ]);
  const { tabs } = words.webhooks;
  if (problem?.status === 404 || !["", "overview", "details"].includes(tab)) return <NotFound />;
  if (endpoint === undefined) {
    if (problem !== null) return <ProblemNote problem={problem} />;
    return (
      <>
        <PageHead title={words.webhooks.title} />
        <Bones rows={6} height={38} />
      </>
    );
  }
  const tabOf = (name: string, text: string) => ({
    href: `/webhooks/${id}${name === "" ? "" : `/${name}`}`,
    text,
    isOpen: tab === name,
  });
  return (
    <>
      <WebhookHead endpoint={endpoint}>{tab === "overview" && <WindowSegments />}</WebhookHead>
      <div class="webhook-tabs">
        <Tabs
          label={words.webhooks.title}
          tabs={[tabOf("", tabs.logs), tabOf("overview", tabs.overview), tabOf("details", tabs.details)]}
        />
      </div>
      {problem && <ProblemNote problem={problem} />}
      {tab === "" && <LogsTab endpoint={endpoint} />}
      {tab === "overview" && <OverviewTab endpoint={endpoint} />}
      {tab === "details" && <DetailsTab endpoint={endpoint} />}
    </>
  );
}
