/** Custom headers as a caller gives them: values go in, and never come out again. */
import type { EndpointSecrets } from "../../rules/endpoint.ts";
import { invalidField } from "../refusals.ts";

/** What stands for a value in reads, and in a change for "as it is". */
export const MASK = "••••";

/**
 * The headers to store. Where the mask came back the stored value stays, so that a form may send what it read.
 *
 * @throws AppError `invalid` for a mask where nothing is stored
 */
export function unmasked(
  headers: Record<string, string>,
  stored: EndpointSecrets["headers"],
): [name: string, value: string][] {
  const values = new Map(stored.map(([name, value]) => [name.toLowerCase(), value]));
  return Object.entries(headers).map(([name, value]) => {
    const known = value === MASK ? values.get(name.toLowerCase()) : value;
    if (known !== undefined) return [name, known];
    throw invalidField(`headers.${name}`, `has no stored value that ${MASK} could keep: give one`);
  });
}
