/** What the palette can find: pages, webhooks, things to do, and where a pasted id lands. Pure. */
import type { IconName } from "../kit/Icon.tsx";
import { nameOf } from "../looks.ts";
import type { Endpoint } from "../shapes.ts";
import { words } from "../words/words.ts";
import { PAGES } from "./Navigation.tsx";
import { pagesFor, SET_UP_ACTIONS, SET_UP_PAGES } from "./set-up-pages.ts";

/** One thing that was found: an address to go to, or a thing to do by name. */
export interface Finding {
  icon: IconName;
  text: string;
  kind: string;
  to: { path: string } | { action: "light" | "dark" | "keys" | "places" | "leave" };
}

/** What is shown, at most. */
const FOUND_MAX = 12;

/** What stands before an id in the address of what it names. */
const WAYS = {
  ep: "/webhooks/",
  evt: "/events/",
  dlv: "/deliveries/",
  att: "/attempts/",
  org: "/organizations/",
  env: "/environments/",
  key: "/keys?key=",
  aud: "/audit?line=",
  ntc: "/notices?notice=",
  rcv: "/recoveries/",
  inb: "/inbox/",
  per: "/people?person=",
  ses: "/account?session=",
} as const satisfies Record<keyof typeof words.shell.palette.nouns, string>;

const ID = new RegExp(`\\b(${Object.keys(WAYS).join("|")})_[0-9a-hjkmnp-tv-z]{26}\\b`);

/** Where a pasted id lands, `null` when the text holds none. */
export function addressOfId(text: string): { noun: string; id: string; path: string } | null {
  const match = ID.exec(text);
  if (match === null) return null;
  const [id, prefix] = match as unknown as [string, keyof typeof WAYS];
  return { noun: words.shell.palette.nouns[prefix], id, path: `${WAYS[prefix]}${id}` };
}

/** What fits a text, best first: what begins with it before what holds it. */
export function findingsOf(text: string, endpoints: readonly Endpoint[], isAdmin: boolean): Finding[] {
  const { kinds, goTo } = words.shell.palette;
  const pasted = addressOfId(text);
  if (pasted !== null) {
    return [{ icon: "right", text: goTo(pasted.noun, pasted.id), kind: kinds.id, to: { path: pasted.path } }];
  }
  const sought = text.trim().toLowerCase();
  const ranked = allFindings(endpoints, isAdmin)
    .map((finding) => ({ finding, at: soughtIn(finding.text, sought) }))
    .filter(({ at }) => at !== -1);
  return ranked
    .toSorted((a, b) => a.at - b.at)
    .slice(0, FOUND_MAX)
    .map(({ finding }) => finding);
}

/** 0 when a text begins with what is sought, 1 when a word of it does, 2 when it holds it, -1 when not. */
function soughtIn(text: string, sought: string): number {
  const at = text.toLowerCase().indexOf(sought);
  if (at <= 0) return at;
  return /\W/.test(text[at - 1] ?? "") ? 1 : 2;
}

function allFindings(endpoints: readonly Endpoint[], isAdmin: boolean): Finding[] {
  const { kinds } = words.shell.palette;
  const { themes, keys, signOut } = words.shell;
  return [
    ...[...PAGES, ...pagesFor(SET_UP_PAGES, isAdmin)].map(({ href, icon, text }) => ({
      icon,
      text,
      kind: kinds.page,
      to: { path: href },
    })),
    { icon: "plus", text: words.webhooks.create, kind: kinds.action, to: { path: "/webhooks/new" } },
    ...pagesFor(SET_UP_ACTIONS, isAdmin).map(({ href, icon, text }) => ({
      icon,
      text,
      kind: kinds.action,
      to: { path: href },
    })),
    { icon: "building", text: words.shell.places.switch, kind: kinds.action, to: { action: "places" } },
    ...endpoints.map((endpoint) => ({
      icon: "webhook" as const,
      text: nameOf(endpoint),
      kind: kinds.webhook,
      to: { path: `/webhooks/${endpoint.id}` },
    })),
    { icon: "sun", text: `${words.shell.theme}: ${themes.light}`, kind: kinds.action, to: { action: "light" } },
    { icon: "moon", text: `${words.shell.theme}: ${themes.dark}`, kind: kinds.action, to: { action: "dark" } },
    { icon: "keyboard", text: keys.title, kind: kinds.action, to: { action: "keys" } },
    { icon: "door", text: signOut, kind: kinds.action, to: { action: "leave" } },
  ];
}
