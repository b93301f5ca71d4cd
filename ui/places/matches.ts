/** Which organizations a search means. Pure. */
import type { Named } from "./use-known.ts";

/** Whether its name, its id or the product's own id of it holds a text, in any case. */
export function matchesOrganization({ id, name, externalId }: Named, sought: string): boolean {
  return `${name}\n${externalId ?? ""}\n${id}`.toLowerCase().includes(sought.trim().toLowerCase());
}
