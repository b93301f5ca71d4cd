/** The pages that set things up, for the navigation and the palette. */
import type { IconName } from "../kit/Icon.tsx";
import { words } from "../words/words.ts";

/** A page and where it is. */
export interface NavigationPage {
  href: string;
  /** Whether it is for whom the instance belongs to alone. */
  isForAdmins?: boolean;
  icon: IconName;
  text: string;
}

const { pages } = words.shell;

/** Beside the webhooks and events: what of an environment is looked at now and then. */
export const MORE_PAGES: readonly NavigationPage[] = [
  { href: "/event-types", icon: "tag", text: pages.types },
  { href: "/notices", icon: "bell", text: pages.notices },
  { href: "/inbox", icon: "inbox", text: pages.inbox },
];

/** Under a heading of their own. */
export const SET_UP_PAGES: readonly NavigationPage[] = [
  { href: "/profiles", icon: "sliders", text: pages.profiles },
  { href: "/organizations", isForAdmins: true, icon: "building", text: pages.organizations },
  { href: "/keys", icon: "key", text: pages.keys },
  { href: "/people", icon: "people", text: pages.people },
  { href: "/audit", icon: "list", text: pages.audit },
  { href: "/settings", isForAdmins: true, icon: "nut", text: pages.settings },
];

/** What can be begun on them. */
export const SET_UP_ACTIONS: readonly NavigationPage[] = [
  { href: "/new-event-type", icon: "plus", text: words.shell.palette.actions.type },
  { href: "/organizations/new", isForAdmins: true, icon: "plus", text: words.shell.palette.actions.organization },
  { href: "/keys?new=1", icon: "plus", text: words.shell.palette.actions.key },
  { href: "/profiles", isForAdmins: true, icon: "plus", text: words.shell.palette.actions.profile },
  { href: "/people?new=1", icon: "plus", text: words.shell.palette.actions.person },
];

/** Those that are for a person. */
export function pagesFor<Page extends NavigationPage>(pages: readonly Page[], isAdmin: boolean): Page[] {
  return pages.filter(({ isForAdmins }) => isAdmin || isForAdmins !== true);
}
