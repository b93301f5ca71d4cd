/** The profiles that come with the house: their data, held against their sources. */
import { expect, test } from "bun:test";
import { builtInProfile, BUILT_IN_PROFILES } from "../../server/profiles/built-in.ts";
import { eventTypeFault } from "../../server/rules/fields.ts";
import { compileSchema, schemaFault } from "../../server/rules/json-schema.ts";
import samples from "../help/samples.json";

const TYPES = BUILT_IN_PROFILES.flatMap(({ name, eventTypes }) =>
  eventTypes.map((eventType) => [`${name} ${eventType.type}`, eventType] as const),
);

function typesOf(name: string): string[] {
  return builtInProfile(name)!.eventTypes.map(({ type }) => type);
}

test.each(TYPES)("%s has a group, a description, and a sample that is valid against its own schema", (_, eventType) => {
  const { type, group, description, sample, schema } = eventType;
  expect(eventTypeFault(type)).toBeNull();
  expect(type.startsWith(`${group}.`)).toBe(true);
  expect(description!.length).toBeGreaterThan(10);
  expect(schemaFault(schema!)).toBeNull();
  const faultsOf = compileSchema(schema!);
  expect(faultsOf(sample)).toEqual([]);
  // A schema that takes anything would prove nothing.
  for (const field of Object.keys(sample!)) {
    const { [field]: _gone, ...rest } = sample!;
    expect(faultsOf(rest)).toEqual([{ path: `data.${field}`, message: "is required" }]);
  }
});

test("agentset knows the fourteen types of its page, with its samples to the letter", () => {
  const { eventTypes } = builtInProfile("agentset")!;
  expect(eventTypes.map(({ type, sample }) => JSON.stringify([type, sample]))).toEqual(
    samples.map(({ event, data }) => JSON.stringify([event, data])),
  );
});

test("agentwarden, mindset and agentpost know the types of their pages", () => {
  expect(typesOf("agentwarden")).toEqual([
    "log.blocked",
    "log.pending_approval",
    "log.failed",
    "approval.approved",
    "approval.rejected",
  ]);
  const changes = ["created", "updated", "deleted"];
  expect(typesOf("mindset")).toEqual(
    ["agent", "context", "contextfile"].flatMap((entity) => changes.map((change) => `${entity}.${change}`)),
  );
  const mails = ["received", "sent", "delivered", "bounced", "complained", "rejected"];
  expect(typesOf("agentpost")).toEqual([...mails.map((change) => `message.${change}`), "domain.verified"]);
});

test("a name that no profile has is none, whatever objects inherit", () => {
  expect(BUILT_IN_PROFILES.map(({ name }) => name)).toEqual([
    "standard",
    "agentset",
    "agentwarden",
    "mindset",
    "agentpost",
  ]);
  for (const profile of BUILT_IN_PROFILES) expect(builtInProfile(profile.name)).toBe(profile);
  expect(builtInProfile("__proto__")).toBeNull();
});
