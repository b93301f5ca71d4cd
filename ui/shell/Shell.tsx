/** The frame around every page of a person who is in: side, page, and what floats above. */
import type { ComponentChildren } from "preact";
import { useLocation } from "preact-iso";
import { useEffect, useRef } from "preact/hooks";
import { Dialog } from "../kit/Dialog.tsx";
import { IconButton } from "../kit/IconButton.tsx";
import { useKeys } from "../keys.ts";
import { PlacesDialog } from "../places/PlacesDialog.tsx";
import { useEndpoints, waitingIn } from "../webhooks/use-endpoints.ts";
import { words } from "../words/words.ts";
import { Brand } from "./Brand.tsx";
import { KeysDialog } from "./KeysDialog.tsx";
import { opened } from "./opened.ts";
import { Palette } from "./Palette.tsx";
import { Side } from "./Side.tsx";

/** The frame; `children` is the page. */
export function Shell({ children }: { children: ComponentChildren }) {
  const { value: endpoints } = useEndpoints();
  const { route } = useLocation();
  const main = useArrival();
  const waitingCount = endpoints && waitingIn(endpoints);
  const close = () => (opened.value = null);
  useKeys({
    "mod+k": () => (opened.value = "palette"),
    "?": () => (opened.value = "keys"),
    n: () => route("/webhooks/new"),
  });
  return (
    <div class="shell">
      <a class="skip" href="#main">
        {words.shell.skip}
      </a>
      <header class="top">
        <Brand />
        <IconButton icon="menu" label={words.shell.openMenu} onClick={() => (opened.value = "menu")} />
      </header>
      <div class="side-column">
        <Side waitingCount={waitingCount} />
      </div>
      <main id="main" class="page" tabIndex={-1} ref={main}>
        {children}
      </main>
      {opened.value === "palette" && <Palette onClose={close} />}
      {opened.value === "keys" && <KeysDialog onClose={close} />}
      {opened.value === "places" && <PlacesDialog onClose={close} />}
      {opened.value === "menu" && (
        <Dialog title={words.shell.openMenu} class="drawer" isBare onClose={close}>
          <Side waitingCount={waitingCount} />
          <div class="dialog-close">
            <IconButton icon="close" label={words.close} onClick={close} />
          </div>
        </Dialog>
      )}
    </div>
  );
}

/**
 * Puts the focus on the page's name when another page has come, so that a reader hears where it is, and closes what was
 * open above the page before. What is opened above the new page stays, however soon it is.
 */
function useArrival() {
  const { path } = useLocation();
  const main = useRef<HTMLElement>(null);
  const before = useRef(path);
  const left = useRef({ path, opened: opened.peek() });
  if (left.current.path !== path) left.current = { path, opened: opened.peek() };
  useEffect(() => {
    if (before.current === path) return;
    before.current = path;
    if (opened.peek() !== null && opened.peek() !== left.current.opened) return;
    opened.value = null;
    main.current?.querySelector("h1")?.focus({ preventScroll: true });
  }, [path]);
  return main;
}
