/** Where the id of an attempt leads: to its delivery, with the attempt open. */
import { useEffect } from "preact/hooks";
import { useAddress } from "../address.ts";
import { readAttempt } from "../client.ts";
import { Bones } from "../kit/Bones.tsx";
import { ProblemNote } from "../kit/ProblemNote.tsx";
import { useReading } from "../reading.ts";
import { NotFound } from "../shell/NotFound.tsx";

/** Leads on as soon as it is known where; `params` from its address. */
export function AttemptPage({ params: { id } }: { params: { id: string } }) {
  const { value, problem } = useReading(`attempt ${id}`, () => readAttempt(id));
  const { go } = useAddress();
  useEffect(() => {
    if (value !== undefined) go(`/deliveries/${value.deliveryId}?attempt=${id}`, true);
  }, [value]);
  if (problem?.status === 404) return <NotFound />;
  return problem ? <ProblemNote problem={problem} /> : <Bones rows={6} height={44} />;
}
