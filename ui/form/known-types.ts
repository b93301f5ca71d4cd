/** The event types that a webhook can choose from, in their groups. */
import { listEventTypes, listEvents } from "../client.ts";
import { useReading } from "../reading.ts";
import { useEndpoints } from "../webhooks/use-endpoints.ts";

/** A group with its types, both sorted; types without a dot stand in the group `""`, which comes last. */
export interface TypeGroup {
  group: string;
  types: string[];
}

/** How many of the latest events are looked through. */
const EVENTS_COUNT = 250;

/** The types of the catalog, those that came in lately, and those that webhooks ask for. */
export function useKnownTypes(): string[] {
  const { value: page } = useReading("types", () => listEvents({ limit: EVENTS_COUNT }));
  const { value: catalog } = useReading("catalog", listEventTypes);
  const { value: endpoints = [] } = useEndpoints();
  const listed = (catalog?.data ?? []).filter(({ archived }) => !archived).map(({ type }) => type);
  const seen = (page?.data ?? []).map(({ type }) => type);
  const asked = endpoints.flatMap(({ events }) => events).filter((event) => !event.endsWith("*"));
  return [...new Set([...listed, ...seen, ...asked])].toSorted();
}

/** Types by group: all that stands before the last dot. */
export function groupsOf(types: readonly string[]): TypeGroup[] {
  const groups = Map.groupBy(types.toSorted(), (type) => type.slice(0, Math.max(0, type.lastIndexOf("."))));
  return [...groups]
    .map(([group, types]) => ({ group, types }))
    .toSorted((a, b) => (a.group === "" ? 1 : b.group === "" ? -1 : a.group.localeCompare(b.group)));
}

/** Whether a choice covers a type: itself, or a group above it as `document.*`. */
export function covers(chosen: readonly string[], type: string): boolean {
  return chosen.some((one) => one === type || (one.endsWith(".*") && type.startsWith(one.slice(0, -1))));
}
