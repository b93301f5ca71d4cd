/** Which organization and environment is looked at, above the navigation; a press chooses another. */
import { Icon } from "../kit/Icon.tsx";
import { opened } from "../shell/opened.ts";
import { words } from "../words/words.ts";
import { useHere, useWayBack } from "./use-here.ts";

/** The button; nothing until it is known. */
export function Switcher() {
  useWayBack();
  const here = useHere();
  if (here === null) return null;
  const { organization, environment } = here;
  return (
    <button
      type="button"
      class="switcher"
      title={words.shell.places.switch}
      aria-haspopup="dialog"
      onClick={() => (opened.value = "places")}
    >
      <span>
        <span class="small second cut">{organization.name}</span>
        <span class="cut">{environment.name}</span>
      </span>
      <Icon name="below" />
    </button>
  );
}
