/** What a test event is made of before anybody changes it: the types to choose from, and the data of each. Pure. */
import { covers } from "../form/known-types.ts";
import { checkedJson, type Checked } from "../json/fault.ts";
import type { EventType } from "../shapes.ts";

/** What is used of a type of the catalog. */
type Known = Pick<EventType, "type" | "sample" | "archived">;

/** The type where nothing says which. *Source:* the API's own choice. */
const PLAIN_TYPE = "test.event";
/** The data of a type without a sample. *Source:* the API's own choice. */
const PLAIN_DATA = { test: true };

const OBJECT = { type: "object" };

/** The types of the catalog and those that the webhook names, sorted. */
export function testTypes(catalog: readonly Known[], events: readonly string[]): string[] {
  const listed = catalog.filter(({ archived }) => !archived).map(({ type }) => type);
  return [
    ...new Set([...listed, ...events.filter((event) => !event.endsWith("*")), firstType(catalog, events)]),
  ].sort();
}

/** The first type that the webhook asks for, if it can be one of the catalog's. */
export function firstType(catalog: readonly Known[], events: readonly string[]): string {
  const listed = catalog.filter(({ archived }) => !archived).map(({ type }) => type);
  for (const event of events) {
    const found = listed.find((type) => event === "*" || covers([event], type));
    if (found !== undefined) return found;
  }
  const [first = "*"] = events;
  return first === "*" ? PLAIN_TYPE : first.replace(/\*$/, "test");
}

/** The sample of a type as text. */
export function sampleText(catalog: readonly Known[], type: string): string {
  return JSON.stringify(catalog.find((known) => known.type === type)?.sample ?? PLAIN_DATA, null, 2);
}

/** The data as it is typed: an object, or what is wrong with it. */
export function checkedData(text: string): Checked {
  return checkedJson(text, OBJECT);
}
