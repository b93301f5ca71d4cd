/** The shape of what is still coming, in place of a spinner. */
import { words } from "../words/words.ts";

/** How wide the bars of a row are, in percent of it: never all alike, never by chance. */
const WIDTHS = [34, 26, 40, 30, 22, 38];

/** Rows of a list; `height` of each in px. */
export function Bones({ rows, height }: { rows: number; height: number }) {
  return (
    <div role="status" aria-label={words.loading}>
      {Array.from({ length: rows }, (_, row) => (
        <div
          key={row}
          style={{
            height: `${height}px`,
            padding: "0 16px",
            display: "flex",
            alignItems: "center",
            gap: "16px",
            borderTop: row === 0 ? "0" : "1px solid var(--line)",
          }}
        >
          <span class="bone" style={{ width: `${WIDTHS[row % WIDTHS.length]}%` }} />
          <span class="bone" style={{ width: "12%" }} />
          <span class="bone" style={{ width: "8%", marginLeft: "auto" }} />
        </div>
      ))}
    </div>
  );
}
