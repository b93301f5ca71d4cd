/** The foot of a list: to older rows, and back to the newest. */
import { useAddress } from "../address.ts";
import type { Page } from "../shapes.ts";
import { words } from "../words/words.ts";

/** The two ways; nothing when there is one page alone. */
export function Pager({ page }: { page: Page<unknown> }) {
  const { query, with: addressWith } = useAddress();
  const isNewest = query["cursor"] === undefined;
  if (isNewest && page.nextCursor === null) return null;
  return (
    <nav class="pager" aria-label={words.older}>
      <span>{page.data.length === 0 && (page.nextCursor === null ? words.pageEnd : words.short)}</span>
      <span class="row">
        {!isNewest && (
          <a class="button small" href={addressWith({ cursor: null })}>
            {words.newest}
          </a>
        )}
        {page.nextCursor !== null && (
          <a class="button small" href={addressWith({ cursor: page.nextCursor })}>
            {words.older}
          </a>
        )}
      </span>
    </nav>
  );
}
