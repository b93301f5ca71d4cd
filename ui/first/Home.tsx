/** What `/` shows: the overview, or while nothing is set up the first event's page. */
import { lazy, useLocation } from "preact-iso";
import { useEffect } from "preact/hooks";
import { Bones } from "../kit/Bones.tsx";
import { ProblemNote } from "../kit/ProblemNote.tsx";
import { useEndpoints } from "../webhooks/use-endpoints.ts";

const OverviewPage = lazy(async () => (await import("../overview/OverviewPage.tsx")).OverviewPage);

/** Leads on as soon as it is known where. */
export function Home() {
  const { value, problem } = useEndpoints();
  const { route } = useLocation();
  const isEmpty = value?.length === 0;
  useEffect(() => {
    if (isEmpty) route("/first", true);
  }, [isEmpty]);
  if (value !== undefined && !isEmpty) return <OverviewPage endpoints={value} />;
  return problem && value === undefined ? <ProblemNote problem={problem} /> : <Bones rows={5} height={96} />;
}
