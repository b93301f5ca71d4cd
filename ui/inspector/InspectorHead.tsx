/** The head of the inspector: what is looked at, where it belongs, and the ways out. */
import { CopyButton } from "../kit/CopyButton.tsx";
import { IconButton } from "../kit/IconButton.tsx";
import { Pill } from "../kit/Pill.tsx";
import { copyText } from "../copying.ts";
import { deliveryLook } from "../looks.ts";
import type { DeliveryDetails } from "../shapes.ts";
import { linkTo } from "../places/link.ts";
import { useNames } from "../webhooks/use-endpoints.ts";
import { words } from "../words/words.ts";
import type { Position } from "./position.ts";

/** What is looked at. */
export interface InspectorHeadProps {
  delivery: DeliveryDetails;
  isOff: boolean;
  position: Position | null;
  onStep?: (step: 1 | -1) => void;
  onClose?: () => void;
}

/** The head. */
export function InspectorHead({ delivery, isOff, position, onStep, onClose }: InspectorHeadProps) {
  const { inspector } = words.deliveries;
  const nameOfId = useNames();
  const { id, eventId, endpointId, eventType } = delivery;
  return (
    <header class="inspector-head">
      <div class="inspector-title">
        <h2 class="mono">{eventType}</h2>
        <Pill {...deliveryLook(delivery, isOff)} />
        <span class="inspector-ways">
          {position && onStep && (
            <>
              <span class="third small">{inspector.position(position.at + 1, position.count)}</span>
              <IconButton icon="up" label={inspector.up} isOff={position.at === 0} onClick={() => onStep(-1)} />
              <IconButton
                icon="down"
                label={inspector.down}
                isOff={position.at === position.count - 1}
                onClick={() => onStep(1)}
              />
            </>
          )}
          <IconButton
            icon="link"
            label={inspector.link}
            onClick={() => copyText(linkTo(`/deliveries/${id}`), inspector.linkCopied)}
          />
          {onClose && <IconButton icon="close" label={inspector.close} onClick={onClose} />}
        </span>
      </div>
      <dl class="inspector-ids">
        <dt>{inspector.title}</dt>
        <dd>
          <span class="mono cut">{id}</span>
          <CopyButton text={id} what={id} />
        </dd>
        <dt>{inspector.event}</dt>
        <dd>
          <a class="mono cut link" href={`/events/${eventId}`}>
            {eventId}
          </a>
        </dd>
        {position === null && (
          <>
            <dt>{inspector.webhook}</dt>
            <dd>
              <a class="cut link" href={`/webhooks/${endpointId}`}>
                {nameOfId(endpointId) ?? endpointId}
              </a>
            </dd>
          </>
        )}
      </dl>
    </header>
  );
}
