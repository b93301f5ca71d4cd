/** What the palette finds for what is typed, and where a pasted id lands. Pure. */
import { words } from "../words/words.ts";
import { actsOnWebhooks, type Findable, type Finding, findable } from "./findable.ts";

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

/** What fits a text, best first: what begins with it before what holds it, and what can be done to webhooks at last. */
export function findingsOf(text: string, known: Findable): Finding[] {
  const { kinds, goTo } = words.shell.palette;
  const pasted = addressOfId(text);
  if (pasted !== null) {
    return [{ icon: "right", text: goTo(pasted.noun, pasted.id), kind: kinds.id, to: { path: pasted.path } }];
  }
  const sought = text.trim().toLowerCase();
  return [...fitting(findable(known), sought), ...fitting(actsOnWebhooks(known), sought)].slice(0, FOUND_MAX);
}

function fitting(all: readonly Finding[], sought: string): Finding[] {
  return all
    .map((finding) => ({ finding, at: soughtIn(finding.text, sought) }))
    .filter(({ at }) => at !== -1)
    .toSorted((a, b) => a.at - b.at)
    .map(({ finding }) => finding);
}

/** 0 when a text begins with what is sought, 1 when a word of it does, 2 when it holds it, 3 each word of it, -1 when not. */
function soughtIn(text: string, sought: string): number {
  const lower = text.toLowerCase();
  const at = lower.indexOf(sought);
  if (at === -1) return sought.split(/\s+/).every((word) => lower.includes(word)) ? 3 : -1;
  if (at === 0) return 0;
  return /\W/.test(text[at - 1] ?? "") ? 1 : 2;
}
