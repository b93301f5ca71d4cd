/** The last step: the event is there, and its signature is right. */
import type { InboxRequest } from "../people-client.ts";
import { own } from "../words/people.ts";
import { Step } from "./Step.tsx";

/** What has arrived: at the inbox, verified; or anywhere. */
export interface ArrivedStepProps {
  inboxId: string | null;
  verified: InboxRequest | null;
  deliveryId: string | null;
}

/** Done as soon as something has. */
export function ArrivedStep({ inboxId, verified, deliveryId }: ArrivedStepProps) {
  const { title, note, verified: isRight, delivered, action, open } = own.first.steps.arrived;
  const isVerified = verified !== null && inboxId !== null;
  return (
    <Step
      title={title}
      note={isVerified ? isRight : deliveryId === null ? note : delivered}
      isDone={isVerified || deliveryId !== null}
      beside={
        isVerified ? (
          <a class="button main" href={`/inbox/${inboxId}?request=${verified.number}`}>
            {open}
          </a>
        ) : (
          deliveryId !== null && (
            <a class="button" href={`/deliveries/${deliveryId}`}>
              {action}
            </a>
          )
        )
      }
    />
  );
}
