/** What a webhook hears, as badges; no more than fit on a line or two. */
import { words } from "../words/words.ts";

/** How many are shown before the rest becomes a number. */
const SHOWN_COUNT = 5;

/** The badges; `title` lists everything on hover. */
export function Badges({ texts, title }: { texts: readonly string[]; title?: string }) {
  const restCount = texts.length - SHOWN_COUNT;
  return (
    <div class="badges" title={title}>
      {texts.slice(0, SHOWN_COUNT).map((text) => (
        <span class={text === words.webhooks.allEvents ? "badge" : "badge mono"} key={text}>
          {text}
        </span>
      ))}
      {restCount > 0 && <span class="badge">{words.webhooks.moreBadges(restCount)}</span>}
    </div>
  );
}
