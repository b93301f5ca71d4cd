/** One environment of an organization, and what can be done with it. */
import { useState } from "preact/hooks";
import { useDoing } from "../doing.ts";
import { Button } from "../kit/Button.tsx";
import { Confirm } from "../kit/Confirm.tsx";
import { Menu } from "../kit/Menu.tsx";
import { useSwitch } from "../places/use-switch.ts";
import { useHere } from "../places/use-here.ts";
import { chosenPlace, choosePlace } from "../places/place.ts";
import { deleteEnvironment } from "../set-up-client.ts";
import type { Environment, Organization } from "../set-up-shapes.ts";
import { setUp } from "../words/set-up.ts";

/** The environment and what it is of. */
export interface EnvironmentRowProps {
  organization: Organization;
  environment: Environment;
  onEdit: () => void;
}

/** The line. */
export function EnvironmentRow({ organization, environment, onEdit }: EnvironmentRowProps) {
  const { environments: text, lookAt, here } = setUp.organizations;
  const { id, name, externalId } = environment;
  const [isAsked, setAsked] = useState(false);
  const switchTo = useSwitch();
  const isHere = useHere()?.environment.id === id;
  return (
    <li>
      <div class="environment-what">
        <span>
          <span class="strong">{name}</span> {externalId !== null && <span class="mono second">{externalId}</span>}
        </span>
        <span class="second small">{rulesText(environment)}</span>
        <span class="mono third cut">{id}</span>
      </div>
      {isHere ? (
        <span class="second small">{here}</span>
      ) : (
        <Button size="small" onClick={() => switchTo({ organization, environment }, "/webhooks")}>
          {lookAt}
        </Button>
      )}
      <Menu
        label={text.moreOf(name)}
        items={[
          { icon: "pencil", text: text.edit, run: onEdit },
          null,
          { icon: "trash", text: text.remove, isGrave: true, run: () => setAsked(true) },
        ]}
      />
      {isAsked && <Removal environment={environment} onClose={() => setAsked(false)} />}
    </li>
  );
}

function Removal({ environment: { id, name }, onClose }: { environment: Environment; onClose: () => void }) {
  const { removeTitle, removeText, removeAction, removed } = setUp.organizations.environments;
  const { isBusy, run } = useDoing();
  const remove = async () => {
    const isGone = await run(() => deleteEnvironment(id), removed(name));
    onClose();
    if (isGone && chosenPlace.peek()?.environment.id === id) choosePlace(null);
  };
  return (
    <Confirm title={removeTitle(name)} action={removeAction} isBusy={isBusy} onConfirm={remove} onClose={onClose}>
      <p>{removeText}</p>
    </Confirm>
  );
}

/** What it refuses, in words. */
function rulesText({ strictTypes, checkSchemas }: Environment): string {
  const { takes } = setUp.organizations.environments;
  if (strictTypes) return checkSchemas ? takes.knownAndChecked : takes.known;
  return checkSchemas ? takes.checked : takes.any;
}
