/** The inspector: everything about one delivery, attempt by attempt. */
import { useAddress } from "../address.ts";
import { Bones } from "../kit/Bones.tsx";
import { ProblemNote } from "../kit/ProblemNote.tsx";
import { words } from "../words/words.ts";
import { AttemptView } from "./AttemptView.tsx";
import { InspectorHead } from "./InspectorHead.tsx";
import { NextLine } from "./NextLine.tsx";
import type { Position } from "./position.ts";
import { Timeline } from "./Timeline.tsx";
import { useDelivery } from "./use-delivery.ts";

/** What is looked at, and the ways out of it. */
export interface InspectorProps {
  id: string;
  /** Whether its webhook is off, so that what waits is held. */
  isOff: boolean;
  /** `null` when it stands in no list. */
  position: Position | null;
  onStep?: (step: 1 | -1) => void;
  onClose?: () => void;
}

/** The panel. The attempt that is looked at stands in the address; without one it is the latest. */
export function Inspector({ id, isOff, position, onStep, onClose }: InspectorProps) {
  const { query } = useAddress();
  const { value: delivery, problem } = useDelivery(id);
  if (delivery === undefined) return problem ? <ProblemNote problem={problem} /> : <Bones rows={8} height={44} />;
  const { attempts } = delivery;
  const shown = attempts.find((attempt) => attempt.id === query["attempt"]) ?? attempts.at(-1);
  return (
    <div class="inspector">
      <InspectorHead
        delivery={delivery}
        isOff={isOff}
        position={position}
        {...(onStep && { onStep })}
        {...(onClose && { onClose })}
      />
      {problem && <ProblemNote problem={problem} />}
      <Timeline delivery={delivery} isOff={isOff} shownId={shown?.id} />
      <NextLine delivery={delivery} isOff={isOff} />
      {shown === undefined ? (
        <p class="second">{words.deliveries.inspector.noAttempt}</p>
      ) : (
        <AttemptView key={shown.id} attempt={shown} endpointId={delivery.endpointId} />
      )}
    </div>
  );
}
