/** The catalog of `mindset`: three entities, created, updated and deleted. Their data is our reading. */
import type { EventType } from "../../rules/profile.ts";
import { NAME, objectOf, oneOf, type Schema, TIME } from "./schemas.ts";

interface Entity {
  group: string;
  noun: string;
  sample: Readonly<Record<string, unknown>>;
  fields: Readonly<Record<string, Schema>>;
}

const ENTITIES: readonly Entity[] = [
  {
    group: "agent",
    noun: "An agent",
    sample: { id: "agt_7c1e02", name: "Onboarding coach" },
    fields: { id: NAME, name: NAME },
  },
  {
    group: "context",
    noun: "A context",
    sample: { id: "ctx_40d9b3", name: "Course catalogue", agentId: "agt_7c1e02" },
    fields: { id: NAME, name: NAME, agentId: NAME },
  },
  {
    group: "contextfile",
    noun: "A context file",
    sample: { id: "ctf_9a55f0", name: "handbook.pdf", contextId: "ctx_40d9b3", status: "processed" },
    fields: { id: NAME, name: NAME, contextId: NAME, status: oneOf("pending", "processing", "processed", "failed") },
  },
];

const CHANGES = ["created", "updated", "deleted"] as const;

/** Entities by changes. *Source:* `003_018233c44f50101b.txt`, "Events Monitored". */
export const mindsetCatalog: readonly EventType[] = ENTITIES.flatMap(({ group, noun, sample, fields }) =>
  CHANGES.map((change): EventType => {
    const time = `${change}At`;
    return {
      type: `${group}.${change}`,
      group,
      description: `${noun} was ${change}.`,
      sample: { ...sample, [time]: "2026-01-05T12:00:00.000Z" },
      schema: objectOf({ ...fields, [time]: TIME }),
      archived: false,
    };
  }),
);
