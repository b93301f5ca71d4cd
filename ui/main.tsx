/** Opens the console. */
import { render } from "preact";
import { App } from "./App.tsx";
import { wearTheme } from "./kept.ts";
import { recallPlace } from "./places/place.ts";
import { enter, heedLinks } from "./session/session.ts";

wearTheme();
recallPlace();
heedLinks();
void enter();
render(<App />, document.body);
