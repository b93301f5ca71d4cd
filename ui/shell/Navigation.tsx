/** Where one can go. */
import { useLocation } from "preact-iso";
import { Icon, type IconName } from "../kit/Icon.tsx";
import { useIsAdmin } from "../places/use-known.ts";
import { words } from "../words/words.ts";
import { MORE_PAGES, pagesFor, SET_UP_PAGES } from "./set-up-pages.ts";

/** The pages of the navigation, in its order. */
export const PAGES: readonly { href: string; icon: IconName; text: string }[] = [
  { href: "/", icon: "overview", text: words.shell.pages.overview },
  { href: "/webhooks", icon: "webhook", text: words.shell.pages.webhooks },
  { href: "/events", icon: "event", text: words.shell.pages.events },
  { href: "/queue", icon: "queue", text: words.shell.pages.queue },
  ...MORE_PAGES,
  { href: "/first", icon: "flag", text: words.shell.pages.first },
];

/** The links; `waitingCount` of deliveries, `undefined` until it is known. */
export function Navigation({ waitingCount }: { waitingCount: number | undefined }) {
  const { path } = useLocation();
  const isAdmin = useIsAdmin();
  return (
    <nav class="navigation" aria-label={words.shell.navigation}>
      {PAGES.map(({ href, icon, text }) => (
        <a
          key={href}
          href={href}
          aria-current={path === href || (href !== "/" && path.startsWith(`${href}/`)) ? "page" : undefined}
        >
          <Icon name={icon} />
          {text}
          {href === "/queue" && waitingCount !== undefined && waitingCount > 0 && (
            <span class="count">{waitingCount.toLocaleString()}</span>
          )}
        </a>
      ))}
      <h2 class="small third">{words.shell.setUp}</h2>
      {pagesFor(SET_UP_PAGES, isAdmin).map(({ href, icon, text }) => (
        <a key={href} href={href} aria-current={path === href || path.startsWith(`${href}/`) ? "page" : undefined}>
          <Icon name={icon} />
          {text}
        </a>
      ))}
    </nav>
  );
}
