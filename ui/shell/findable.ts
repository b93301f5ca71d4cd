/** Everything that the palette can find: where one can go, and what can be done. Pure. */
import type { IconName } from "../kit/Icon.tsx";
import { nameOf } from "../looks.ts";
import type { Endpoint } from "../shapes.ts";
import { words } from "../words/words.ts";
import { PAGES } from "./Navigation.tsx";
import { pagesFor, SET_UP_ACTIONS, SET_UP_PAGES } from "./set-up-pages.ts";

/** What is done at once, by name. */
export type Action = "light" | "dark" | "system" | "keys" | "places" | "leave" | "inbox" | "hold";

/** One thing that is found: an address to go to, a thing to do, or a webhook to turn on or off. */
export interface Finding {
  icon: IconName;
  text: string;
  kind: string;
  to: { path: string } | { action: Action } | { turned: Endpoint };
}

/** What is known that has a name of its own, as far as it is read, and what depends on who is here, and where. */
export interface Findable {
  endpoints: readonly Endpoint[];
  organizations: readonly { id: string; name: string }[];
  types: readonly { type: string }[];
  profiles: readonly { name: string; title: string }[];
  isAdmin: boolean;
  /** Whether somebody is signed in with an account. */
  isPerson: boolean;
  /** Whether the page is held; `null` where it cannot be. */
  isHeld: boolean | null;
}

/** All but what can be done to each webhook, in the order in which it is shown as far as it fits alike. */
export function findable(known: Findable): Finding[] {
  const { kinds } = words.shell.palette;
  return [
    ...pages(known),
    ...actions(known),
    ...known.endpoints.map((one) => found("webhook", nameOf(one), kinds.webhook, `/webhooks/${one.id}`)),
    ...(known.isAdmin ? known.organizations : []).map(({ id, name }) =>
      found("building", name, kinds.organization, `/organizations/${id}`),
    ),
    ...known.types.map(({ type }) => found("tag", type, kinds.type, `/event-types/${encodeURIComponent(type)}`)),
    ...known.profiles.map(({ name, title }) =>
      found("sliders", title, kinds.profile, `/profiles/${encodeURIComponent(name)}`),
    ),
    ...settings(known),
  ];
}

/** What can be done to each webhook: what asks before it does something is asked on the webhook's page. */
export function actsOnWebhooks({ endpoints }: Findable): Finding[] {
  const { kinds } = words.shell.palette;
  const { test, rotateSecret, activate, deactivate, recover } = words.webhooks.actions;
  return endpoints.flatMap((endpoint): Finding[] => {
    const textOf = (act: string) => `${nameOf(endpoint)}: ${act}`;
    const asking = (icon: IconName, act: string, ask: string) =>
      found(icon, textOf(act), kinds.action, `/webhooks/${endpoint.id}?ask=${ask}`);
    const isActive = endpoint.status === "active";
    return [
      asking("event", test, "testing"),
      {
        icon: isActive ? "pause" : "play",
        text: textOf(isActive ? deactivate : activate),
        kind: kinds.action,
        to: { turned: endpoint },
      },
      asking("again", recover, "recovering"),
      asking("turn", rotateSecret, "rotating"),
    ];
  });
}

function pages({ isAdmin, isPerson }: Findable): Finding[] {
  const { page } = words.shell.palette.kinds;
  return [
    ...[...PAGES, ...pagesFor(SET_UP_PAGES, isAdmin)].map(({ href, icon, text }) => found(icon, text, page, href)),
    ...(isPerson ? [found("person", words.shell.account, page, "/account")] : []),
  ];
}

function actions({ isAdmin }: Findable): Finding[] {
  const { kinds, actions } = words.shell.palette;
  return [
    found("plus", words.webhooks.create, kinds.action, "/webhooks/new"),
    ...pagesFor(SET_UP_ACTIONS, isAdmin).map(({ href, icon, text }) => found(icon, text, kinds.action, href)),
    done("plus", actions.inbox, "inbox"),
    done("building", words.shell.places.switch, "places"),
  ];
}

function settings({ isHeld }: Findable): Finding[] {
  const { theme, themes, live, keys, signOut } = words.shell;
  return [
    ...(isHeld === null ? [] : [done(isHeld ? "play" : "pause", isHeld ? live.goTitle : live.holdTitle, "hold")]),
    done("sun", `${theme}: ${themes.light}`, "light"),
    done("moon", `${theme}: ${themes.dark}`, "dark"),
    done("screen", `${theme}: ${themes.system}`, "system"),
    done("keyboard", keys.title, "keys"),
    done("door", signOut, "leave"),
  ];
}

function found(icon: IconName, text: string, kind: string, path: string): Finding {
  return { icon, text, kind, to: { path } };
}

function done(icon: IconName, text: string, action: Action): Finding {
  return { icon, text, kind: words.shell.palette.kinds.action, to: { action } };
}
