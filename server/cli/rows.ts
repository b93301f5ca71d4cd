/** Printing rows in columns. */
import type { Shell } from "./shell.ts";

/** Prints each row on a line, its cells one below the other. */
export function printRows(shell: Shell, rows: readonly (readonly string[])[]): void {
  const widths = (rows[0] ?? []).map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
  for (const row of rows) {
    const cells = row.map((cell, column) => cell.padEnd(widths[column] ?? 0));
    shell.print(cells.join("  ").trimEnd());
  }
}
