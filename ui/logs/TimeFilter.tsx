/** From when: a span back from now, or between two moments. */
import { useAddress } from "../address.ts";
import { Select } from "../kit/Select.tsx";
import { words } from "../words/words.ts";
import { fieldTextOf, instantOf, timeOf } from "./query.ts";

/** The choice; the address holds it. */
export function TimeFilter() {
  const { query, change } = useAddress();
  const { within, times, since, until } = words.deliveries.log;
  const chosen = timeOf(query);
  const ends = [
    ["since", since],
    ["until", until],
  ] as const;
  return (
    <>
      <Select
        label={within}
        value={chosen}
        options={Object.entries(times)}
        onChange={(value) => change({ within: value === "any" ? null : value, since: null, until: null, cursor: null })}
      />
      {chosen === "between" &&
        ends.map(([name, label]) => (
          <input
            key={name}
            class="input moment"
            type="datetime-local"
            aria-label={label}
            title={label}
            value={fieldTextOf(query[name])}
            onChange={(event) =>
              change({ [name]: instantOf(event.currentTarget.value) ?? null, within: "between", cursor: null })
            }
          />
        ))}
    </>
  );
}
