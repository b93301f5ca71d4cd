/** A line of its own for tests of single steps of the flow. */
import type { Scope } from "../../server/flow/scopes.ts";
import { standard } from "../../server/profiles/standard.ts";
import { type Line, createLines } from "../../server/flow/lines.ts";
import type { Endpoint } from "../../server/rules/endpoint.ts";

/** An active endpoint without a limit of its own, as far as the fields do not say otherwise. */
export function anEndpoint(seq: number, fields: Partial<Endpoint> = {}): Endpoint {
  return {
    seq,
    id: new Uint8Array(16).fill(seq),
    environment: 1,
    url: "http://127.0.0.1:1/",
    name: null,
    description: null,
    events: ["*"],
    namespaces: [],
    rateLimit: null,
    maxInFlight: 10,
    status: "active",
    statusReason: null,
    metadata: {},
    createdAt: 0,
    updatedAt: 0,
    ...fields,
  };
}

/** Its line, with so many failures in a row. */
export function aLine(seq: number, consecutiveFailures = 0): Line {
  const line = createLines(() => 0).put(anEndpoint(seq));
  line.health = { ...line.health, consecutiveFailures };
  return line;
}

/** What such an endpoint's environment sends by. */
export function aScope(): Scope {
  const of = {
    organization: { webhooksEnabled: true },
    environment: { strictTypes: false, checkSchemas: false },
  } as Scope["of"];
  return { environment: 1, profile: standard, render: () => "{}", of, organizationText: "", environmentText: "" };
}
