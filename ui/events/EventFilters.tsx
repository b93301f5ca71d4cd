/** The filters of the events: type, namespace, time, all in the address. */
import { useAddress } from "../address.ts";
import { useKnownTypes } from "../form/known-types.ts";
import { Search } from "../kit/Search.tsx";
import { TimeFilter } from "../logs/TimeFilter.tsx";
import { LiveSwitch } from "../shell/LiveSwitch.tsx";
import { words } from "../words/words.ts";

/** The line of filters. */
export function EventFilters() {
  const { query, change } = useAddress();
  const known = useKnownTypes();
  return (
    <div class="toolbar">
      <Search
        label={words.events.type}
        value={query["type"] ?? ""}
        choices={known}
        isMono
        onSearch={(type) => change({ type, cursor: null }, true)}
      />
      <Search
        label={words.events.namespace}
        value={query["namespace"] ?? ""}
        isMono
        isQuiet
        onSearch={(namespace) => change({ namespace, cursor: null }, true)}
      />
      <TimeFilter />
      <span class="rest">
        <LiveSwitch />
      </span>
    </div>
  );
}
