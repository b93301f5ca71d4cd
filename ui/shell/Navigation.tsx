/** Where one can go. */
import { useLocation } from "preact-iso";
import { Icon, type IconName } from "../kit/Icon.tsx";
import { words } from "../words/words.ts";
import { MORE_PAGES, SET_UP_PAGES } from "./set-up-pages.ts";

/** The pages of the navigation, in its order. */
export const PAGES: readonly { href: string; icon: IconName; text: string }[] = [
  { href: "/webhooks", icon: "webhook", text: words.shell.pages.webhooks },
  { href: "/events", icon: "event", text: words.shell.pages.events },
  { href: "/queue", icon: "queue", text: words.shell.pages.queue },
  ...MORE_PAGES,
  { href: "/first", icon: "flag", text: words.shell.pages.first },
];

/** The links; `waitingCount` of deliveries, `undefined` until it is known. */
export function Navigation({ waitingCount }: { waitingCount: number | undefined }) {
  const { path } = useLocation();
  return (
    <nav class="navigation" aria-label={words.shell.navigation}>
      {PAGES.map(({ href, icon, text }) => (
        <a key={href} href={href} aria-current={path === href || path.startsWith(`${href}/`) ? "page" : undefined}>
          <Icon name={icon} />
          {text}
          {href === "/queue" && waitingCount !== undefined && waitingCount > 0 && (
            <span class="count">{waitingCount.toLocaleString()}</span>
          )}
        </a>
      ))}
      <h2 class="small third">{words.shell.setUp}</h2>
      {SET_UP_PAGES.map(({ href, icon, text }) => (
        <a key={href} href={href} aria-current={path === href || path.startsWith(`${href}/`) ? "page" : undefined}>
          <Icon name={icon} />
          {text}
        </a>
      ))}
    </nav>
  );
}
