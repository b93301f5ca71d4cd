/** An organization to choose from, with its environments when it is open. */
import { useReading } from "../reading.ts";
import { Icon } from "../kit/Icon.tsx";
import { readEnvironments } from "../set-up-client.ts";
import type { Environment, Organization } from "../set-up-shapes.ts";
import { useSwitch } from "./use-switch.ts";

/** The organization; `hereId` of the environment that is looked at. */
export interface OrganizationItemProps {
  organization: Organization;
  isOpen: boolean;
  hereId: string | undefined;
  onTurn: () => void;
  onClose: () => void;
}

/** A line that opens and shuts, and one for each environment. */
export function OrganizationItem({ organization, isOpen, hereId, onTurn, onClose }: OrganizationItemProps) {
  const { id, name, externalId } = organization;
  const { value: environments } = useReading(isOpen ? `environments ${id}` : null, () => readEnvironments(id));
  const switchTo = useSwitch();
  const choose = (environment: Environment) => {
    onClose();
    switchTo({ organization: { id, name }, environment: { id: environment.id, name: environment.name } });
  };
  return (
    <>
      <button type="button" class="palette-item place" aria-expanded={isOpen} onClick={onTurn}>
        <Icon name={isOpen ? "below" : "right"} />
        <span class="cut">{name}</span>
        {externalId !== null && <span class="kind mono cut">{externalId}</span>}
      </button>
      {isOpen &&
        environments?.map((environment) => {
          const isHere = environment.id === hereId;
          return (
            <button
              key={environment.id}
              type="button"
              class="palette-item place within"
              aria-current={isHere ? "true" : undefined}
              onClick={() => choose(environment)}
            >
              <span class="cut">{environment.name}</span>
              {isHere && <Icon name="check" />}
            </button>
          );
        })}
    </>
  );
}
