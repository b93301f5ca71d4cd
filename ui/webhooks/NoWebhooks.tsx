/** The list of webhooks when it is empty: because there are none, or because none fits. */
import { useAddress } from "../address.ts";
import { Button } from "../kit/Button.tsx";
import { Empty } from "../kit/Empty.tsx";
import { words } from "../words/words.ts";
import type { Filter } from "./filtered.ts";
import { NewWebhookButton } from "./NewWebhookButton.tsx";

/** Says which, and what to do. */
export function NoWebhooks({ isEmpty, filter, sought }: { isEmpty: boolean; filter: Filter; sought: string }) {
  const { change } = useAddress();
  const { zero, noMatch } = words.webhooks;
  if (isEmpty) {
    return (
      <div class="panel">
        <Empty icon="webhook" title={zero.title} text={zero.text}>
          <NewWebhookButton />
        </Empty>
      </div>
    );
  }
  const text = sought === "" && filter !== "all" ? noMatch[filter] : noMatch.text;
  return (
    <div class="panel">
      <Empty icon="search" title={noMatch.title} text={text}>
        <Button onClick={() => change({ search: null, status: null }, true)}>{noMatch.clear}</Button>
      </Empty>
    </div>
  );
}
