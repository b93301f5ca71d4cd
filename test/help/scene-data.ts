/** Who lives in the scene, and what happens there. */

/** A customer's endpoint, and how it answers. */
export interface Customer {
  url: string;
  name?: string;
  description?: string;
  events: string[];
  namespaces?: string[];
  headers?: Record<string, string>;
  rateLimit?: number;
  /** The status so many hours before the end; `count` of requests so far. */
  answers: (hoursAgo: number, count: number) => number | "timeout";
  pausedHoursAgo?: number;
}

/** The newest first. */
export const CUSTOMERS: readonly Customer[] = [
  {
    name: "Production event sync",
    url: "https://api.northwind.dev/hooks/documents",
    description: "Keeps the customer’s own search in step. On call: platform team.",
    events: ["document.*", "ingest_job.ready"],
    headers: { "x-team": "platform", "x-region": "eu-central" },
    rateLimit: 50,
    answers: (_, count) => (count % 41 === 0 ? 500 : 200),
  },
  {
    name: "Search index refresh",
    url: "https://search.contoso.io/v2/refresh",
    events: ["document.ready", "document.deleted"],
    answers: (hoursAgo, count) => (hoursAgo > 0.7 ? 200 : count % 4 === 0 ? "timeout" : 500),
  },
  {
    name: "Audit log integration",
    url: "https://audit.fabrikam.com/in/8f2c",
    events: ["agent.created", "agent.updated", "agent.deleted", "context.created"],
    answers: (hoursAgo) => (hoursAgo > 2.2 ? 200 : 410),
  },
  {
    name: "Staging notifications",
    url: "https://staging.northwind.dev/hooks",
    events: ["*"],
    pausedHoursAgo: 1.5,
    answers: () => 200,
  },
  {
    name: "Billing events",
    url: "https://hooks.tailspin.app/billing",
    events: ["approval.approved", "approval.rejected"],
    namespaces: ["acme", "globex"],
    answers: () => 204,
  },
  {
    url: "https://legacy-importer.adatum.example/services/intake/v1/webhooks/incoming/hookwheel?source=production",
    events: ["document.ready"],
    answers: () => 404,
  },
];

const document = { id: "doc_k8f2m9x3n4p1", namespaceId: "ns_4c7a", name: "quarterly-report.pdf", totalPages: 15 };

/** What happens: types with their data. */
export const DATA: Readonly<Record<string, object>> = {
  "document.queued": { ...document, status: "QUEUED" },
  "document.processing": { ...document, status: "PROCESSING" },
  "document.ready": {
    ...document,
    status: "READY",
    totalCharacters: 48213,
    tags: ["finance", "2026"],
    isPublic: false,
  },
  "agent.updated": { id: "agt_11", name: "Concierge", changed: ["prompt", "temperature"], temperature: 0.2 },
  "document.deleted": { id: document.id, namespaceId: document.namespaceId },
  "approval.approved": { approvalId: "apr_204", by: "ada@example.com", action: "refund", amount: "120.00", note: null },
  "ingest_job.ready": { id: "job_77", documents: 12, tookMs: 48211 },
  "context.created": { id: "ctx_9", agentId: "agt_11", title: "Travel policy" },
};
