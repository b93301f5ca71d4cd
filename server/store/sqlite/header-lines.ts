/** Headers as they are kept: a line each, as on the wire. */

type Headers = readonly (readonly [name: string, value: string])[];

/** The lines of headers; neither names nor values hold a line's end. */
export function headerLines(headers: Headers): string {
  return headers.map(([name, value]) => `${name}: ${value}`).join("\n");
}

/** The headers of lines. */
export function headersOf(lines: string): [name: string, value: string][] {
  if (lines === "") return [];
  return lines.split("\n").map((line) => {
    const colon = line.indexOf(": ");
    return [line.slice(0, colon), line.slice(colon + 2)];
  });
}
