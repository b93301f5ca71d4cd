/** What stands at the side of every page: navigation, finding, keys, theme, the way out. */
import { Icon } from "../kit/Icon.tsx";
import { IconButton } from "../kit/IconButton.tsx";
import { isApple } from "../keys.ts";
import { Switcher } from "../places/Switcher.tsx";
import { leave } from "../session/session.ts";
import { words } from "../words/words.ts";
import { Brand } from "./Brand.tsx";
import { MyselfLink } from "./MyselfLink.tsx";
import { Navigation } from "./Navigation.tsx";
import { opened } from "./opened.ts";
import { ThemeSwitch } from "./ThemeSwitch.tsx";

/** The column. */
export function Side({ waitingCount }: { waitingCount: number | undefined }) {
  return (
    <div class="side">
      <Brand />
      <Switcher />
      <Navigation waitingCount={waitingCount} />
      <div class="side-foot">
        <button type="button" class="find" onClick={() => (opened.value = "palette")}>
          <Icon name="search" />
          {words.shell.find}
          <kbd>{isApple ? "⌘K" : "Ctrl K"}</kbd>
        </button>
        <MyselfLink />
        <div class="last">
          <ThemeSwitch />
          <div class="row">
            <IconButton icon="keyboard" label={words.shell.keys.open} onClick={() => (opened.value = "keys")} />
            <IconButton icon="door" label={words.shell.signOut} onClick={leave} />
          </div>
        </div>
      </div>
    </div>
  );
}
