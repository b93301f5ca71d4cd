/** The filters of a log: state, type, time, all in the address. */
import { useAddress } from "../address.ts";
import { useKnownTypes } from "../form/known-types.ts";
import { Search } from "../kit/Search.tsx";
import { Segments } from "../kit/Segments.tsx";
import { LiveSwitch } from "../shell/LiveSwitch.tsx";
import { words } from "../words/words.ts";
import { STATES } from "./query.ts";
import { TimeFilter } from "./TimeFilter.tsx";

/** The line of filters. */
export function LogFilters() {
  const { query, change, with: addressWith } = useAddress();
  const { log, states } = words.deliveries;
  const known = useKnownTypes();
  const segmentOf = (value: string, label: string) => ({
    value,
    label,
    href: addressWith({ state: value === "all" ? null : value, cursor: null }),
  });
  return (
    <div class="toolbar">
      <Segments
        label={log.state}
        value={STATES.find((state) => state === query["state"]) ?? "all"}
        segments={[segmentOf("all", log.all), ...STATES.map((state) => segmentOf(state, states[state]))]}
      />
      <Search
        label={log.type}
        value={query["type"] ?? ""}
        choices={known}
        isMono
        onSearch={(type) => change({ type, cursor: null }, true)}
      />
      <TimeFilter />
      <span class="rest">
        <LiveSwitch />
      </span>
    </div>
  );
}
