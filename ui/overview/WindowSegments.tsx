/** Of which span of time a page's figures are; the address holds the choice. */
import { useAddress } from "../address.ts";
import { Segments } from "../kit/Segments.tsx";
import { words } from "../words/words.ts";
import { WINDOW_NAMES, windowOf } from "./windows.ts";

/** The choice, for the head of the page: the figures and the chart below it follow. */
export function WindowSegments() {
  const { query, with: addressWith } = useAddress();
  const { window, windows } = words.overview;
  return (
    <Segments
      label={window}
      value={windowOf(query)}
      segments={WINDOW_NAMES.map((value) => ({
        value,
        label: windows[value],
        href: addressWith({ window: value === "24h" ? null : value }),
      }))}
    />
  );
}
