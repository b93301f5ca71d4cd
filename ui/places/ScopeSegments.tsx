/** Whether a list is of the organization that is looked at, or of the whole instance: the address says which. */
import { useAddress } from "../address.ts";
import type { Headers } from "../client.ts";
import { Segments } from "../kit/Segments.tsx";
import { setUp } from "../words/set-up.ts";
import { headersOf } from "./place.ts";
import { useHere } from "./use-here.ts";
import { useIsAdmin } from "./use-known.ts";

/** What a list asks for. */
export interface Scope {
  /** For the name of a reading. */
  name: string;
  /** `undefined` as everywhere, for whoever has one organization alone. */
  headers: Headers | undefined;
}

/** What the address says. */
export function useScope(): Scope {
  const { query } = useAddress();
  const here = useHere();
  if (query["of"] === "instance") return { name: "instance", headers: {} };
  if (here === null) return { name: "here", headers: undefined };
  return { name: here.organization.id, headers: headersOf(here) };
}

/** The choice; nothing for whoever has one organization alone. */
export function ScopeSegments({ label }: { label: string }) {
  const { query, with: addressWith } = useAddress();
  const { organization, instance } = setUp.apiKeys.scopes;
  if (!useIsAdmin()) return null;
  return (
    <Segments
      label={label}
      value={query["of"] === "instance" ? "instance" : "organization"}
      segments={[
        { value: "organization", label: organization, href: addressWith({ of: null, cursor: null }) },
        { value: "instance", label: instance, href: addressWith({ of: "instance", cursor: null }) },
      ]}
    />
  );
}
