/** Renders an event's body out of a profile's envelope: compiled once, then only strings are joined. */
import type { Envelope } from "./profile.ts";

/** What an envelope shows of an event. */
export interface EnvelopeValues {
  /** As `evt_…`. */
  id: string;
  type: string;
  /** ISO 8601 UTC with milliseconds. */
  timestamp: string;
  /** The product's own id of the organization, else ours. */
  organization: string;
  /** The product's own id of the environment, else ours. */
  environment: string;
  /** JSON as the product sent it; inserted as it is. */
  dataText: string;
}

/** Makes the body's text: compact JSON, its fields in the template's order. */
export type RenderEnvelope = (values: EnvelopeValues) => string;

/** The JSON text of each placeholder. *Source:* DESIGN, section 3. */
const PLACEHOLDERS = new Map<string, RenderEnvelope>([
  ["$id", ({ id }) => JSON.stringify(id)],
  ["$type", ({ type }) => JSON.stringify(type)],
  ["$timestamp", ({ timestamp }) => JSON.stringify(timestamp)],
  ["$organization", ({ organization }) => JSON.stringify(organization)],
  ["$environment", ({ environment }) => JSON.stringify(environment)],
  ["$data", ({ dataText }) => dataText],
]);

/** What a leaf may be to be replaced. */
export const PLACEHOLDER_NAMES: readonly string[] = [...PLACEHOLDERS.keys()];

/**
 * Compiles a template. A string leaf that is exactly a placeholder is replaced; every other string, and every name of
 * a field, stands for itself.
 */
export function compileEnvelope(template: Envelope): RenderEnvelope {
  const parts = partsOf(template);
  return (values) => {
    let text = "";
    for (const part of parts) text += typeof part === "string" ? part : part(values);
    return text;
  };
}

/** Literal texts, and what stands between them. */
function partsOf(template: Envelope): (string | RenderEnvelope)[] {
  const parts: (string | RenderEnvelope)[] = [];
  let literal = "";
  write(template);
  return [...parts, literal];

  function write(node: Envelope[string]): void {
    const render = typeof node === "string" ? PLACEHOLDERS.get(node) : undefined;
    if (render) {
      parts.push(literal, render);
      literal = "";
    } else if (node === null || typeof node !== "object") literal += JSON.stringify(node);
    else {
      literal += "{";
      Object.entries(node).forEach(([field, value], i) => {
        literal += `${i === 0 ? "" : ","}${JSON.stringify(field)}:`;
        write(value);
      });
      literal += "}";
    }
  }
}
