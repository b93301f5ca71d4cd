/** Organizations, keys, event types and a profile of people's own, put on a server by its API. */
import type { Binary } from "./binary.ts";
import { post } from "./console.ts";

/** What was put there. */
export interface SetUp {
  organizationId: string;
  keyId: string;
  /** The query that leads to the organization's environment. */
  place: string;
}

const DAY_MS = 86_400_000;

const ORGANIZATIONS = [
  { name: "Tailspin Toys", externalId: "cus_1180", profile: "mindset", webhooksEnabled: false },
  { name: "Fabrikam", externalId: "cus_2210", profile: "agentpost", ownerEmails: ["alerts@fabrikam.example"] },
  { name: "Adatum Corporation and its many subsidiaries in all the world", externalId: "adatum/europe/central-2026" },
];

const INVOICE = {
  type: "invoice.settled",
  description: "An invoice was paid in full, by whatever means.",
  sample: { id: "inv_204", amount: "120.00", currency: "EUR", paidAt: "2026-11-20T14:02:10.846Z", lines: 3 },
  schema: {
    type: "object",
    required: ["id", "amount"],
    properties: { id: { type: "string", pattern: "^inv_" }, amount: { type: "string" }, lines: { type: "integer" } },
  },
};

/** Puts it there; what is there already stays. */
export async function setUpScene(server: Binary): Promise<SetUp> {
  const retry = { waitsMs: [30_000, 300_000, 3_600_000, 21_600_000, 86_400_000], jitterShare: 0.1 };
  await post(server, "/profiles", {
    name: "northwind",
    from: "agentset",
    title: "Northwind Events",
    timeoutMs: 10_000,
    retry,
  });
  for (const form of ORGANIZATIONS) await post(server, "/organizations", form);
  const { id: organizationId } = await post(server, "/organizations", {
    name: "Northwind Traders",
    externalId: "cus_8842",
    profile: "agentset",
    ownerEmails: ["ops@northwind.example", "ada@northwind.example"],
  });
  const { data } = await (await server.api(`/organizations/${organizationId}/environments`)).json();
  await post(server, `/organizations/${organizationId}/environments`, {
    name: "test",
    externalId: "northwind-test",
    strictTypes: true,
    checkSchemas: true,
  });
  const environment = data[0].id as string;
  const there = { "hookwheel-environment": environment };
  await putTypes(server, there);
  const keyId = await putKeys(server, there);
  return { organizationId, keyId, place: `?organization=${organizationId}&environment=${environment}` };
}

async function putTypes(server: Binary, there: Record<string, string>): Promise<void> {
  await post(server, "/event-types", INVOICE, there);
  await post(
    server,
    "/event-types",
    { type: "invoice.voided", description: "An invoice is no longer to be paid." },
    there,
  );
  await post(
    server,
    "/event-types",
    { type: "document.error", description: "Could not be read; our support was told." },
    there,
  );
  await post(server, "/event-types", { type: "order.legacy_paid", archived: true }, there);
  await post(
    server,
    "/webhooks/endpoints",
    { url: "https://erp.northwind.example/hooks", name: "ERP", events: ["invoice.*"] },
    there,
  );
  await post(
    server,
    "/webhooks/endpoints",
    { url: "https://search.northwind.example/in", events: ["document.ready"] },
    there,
  );
}

async function putKeys(server: Binary, there: Record<string, string>): Promise<string> {
  const { id } = await post(server, "/keys", { name: "Production backend", role: "ingest" }, there);
  const expiresAt = new Date(Date.now() + 90 * DAY_MS).toISOString();
  await post(server, "/keys", { name: "Support dashboard", role: "read", expiresAt }, there);
  await post(server, "/keys", { name: "Northwind’s own administrators", role: "owner" }, there);
  await post(server, "/keys", { name: "Deploy pipeline", role: "admin" });
  return id;
}
