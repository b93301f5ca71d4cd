/** What `/` shows: the first event's page while nothing is set up, the webhooks from then on. */
import { useLocation } from "preact-iso";
import { useEffect } from "preact/hooks";
import { Bones } from "../kit/Bones.tsx";
import { ProblemNote } from "../kit/ProblemNote.tsx";
import { useEndpoints } from "../webhooks/use-endpoints.ts";

/** Leads on as soon as it is known where. */
export function Home() {
  const { value, problem } = useEndpoints();
  const { route } = useLocation();
  useEffect(() => {
    if (value !== undefined) route(value.length === 0 ? "/first" : "/webhooks", true);
  }, [value]);
  return problem && value === undefined ? <ProblemNote problem={problem} /> : <Bones rows={5} height={96} />;
}
