/** An organization to choose from, with its environments when it is open. */
import { Icon } from "../kit/Icon.tsx";
import { type Named, useEnvironments } from "./use-known.ts";
import { useSwitch } from "./use-switch.ts";

/** The organization; `hereId` of the environment that is looked at. */
export interface OrganizationItemProps {
  organization: Named;
  isOpen: boolean;
  hereId: string | undefined;
  onTurn: () => void;
  onClose: () => void;
}

/** A line that opens and shuts, and one for each environment. */
export function OrganizationItem({ organization, isOpen, hereId, onTurn, onClose }: OrganizationItemProps) {
  const { id, name, externalId } = organization;
  const { value: environments } = useEnvironments(isOpen ? id : undefined);
  const switchTo = useSwitch();
  const choose = (environment: Named) => {
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
