/** What else can be done with a thing, behind three dots: the browser's own popover, walked by arrow keys. */
import { useId, useRef } from "preact/hooks";
import { Icon, type IconName } from "./Icon.tsx";

/** One thing to do; `null` draws a line. */
export type MenuItem = { icon: IconName; text: string; isGrave?: boolean; run: () => unknown } | null;

/** Its label and what stands in it. */
export interface MenuProps {
  label: string;
  items: readonly MenuItem[];
  isFramed?: boolean;
}

/** The dots, and the menu that they open. */
export function Menu({ label, items, isFramed = false }: MenuProps) {
  const id = useId();
  const opener = useRef<HTMLButtonElement>(null);
  const menu = useRef<HTMLDivElement>(null);

  const place = (event: Pick<ToggleEvent, "newState">) => {
    if (event.newState !== "open" || !opener.current || !menu.current) return;
    const { left, right, bottom, top } = opener.current.getBoundingClientRect();
    const { offsetWidth: width, offsetHeight: height } = menu.current;
    const isBelow = bottom + height + 8 < innerHeight;
    menu.current.style.left = `${Math.max(8, right - width < 8 ? left : right - width)}px`;
    menu.current.style.top = `${isBelow ? bottom + 4 : Math.max(8, top - height - 4)}px`;
    menu.current.querySelector("button")?.focus();
  };
  const move = (event: KeyboardEvent) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step === undefined) return;
    event.preventDefault();
    const buttons = [...(menu.current?.querySelectorAll("button") ?? [])];
    const at = buttons.indexOf(document.activeElement as HTMLButtonElement);
    buttons[(at + step + buttons.length) % buttons.length]?.focus();
  };
  return (
    <>
      <button
        ref={opener}
        type="button"
        class={`icon-button${isFramed ? " framed" : ""}`}
        popovertarget={id}
        aria-haspopup="menu"
        aria-label={label}
        title={label}
      >
        <Icon name="more" />
      </button>
      {/* oxlint-disable-next-line jsx-a11y/interactive-supports-focus -- its items have the focus */}
      <div
        ref={menu}
        id={id}
        class="menu"
        popover="auto"
        role="menu"
        aria-label={label}
        onToggle={place}
        onKeyDown={move}
      >
        {items.map((item, index) =>
          item === null ? (
            <hr key={index} />
          ) : (
            <button
              key={item.text}
              type="button"
              role="menuitem"
              class={item.isGrave ? "grave" : undefined}
              onClick={() => {
                menu.current?.hidePopover();
                opener.current?.focus();
                void item.run();
              }}
            >
              <Icon name={item.icon} />
              {item.text}
            </button>
          ),
        )}
      </div>
    </>
  );
}
