/** The catalog of `agentset`: documents and ingestion, with the samples of its own page. */
import type { EventType } from "../../rules/profile.ts";
import { COUNT_OR_NULL, NAME, objectOf, oneOf, TEXT_OR_NULL, TIME } from "./schemas.ts";

const STATUS = oneOf("QUEUED", "QUEUED_FOR_RESYNC", "QUEUED_FOR_DELETION", "PROCESSING", "FAILED", "READY");

const DOCUMENT_SCHEMA = objectOf({
  id: NAME,
  name: NAME,
  namespaceId: NAME,
  organizationId: NAME,
  status: STATUS,
  source: objectOf({ type: NAME }),
  totalCharacters: COUNT_OR_NULL,
  totalChunks: COUNT_OR_NULL,
  totalPages: COUNT_OR_NULL,
  error: TEXT_OR_NULL,
  createdAt: TIME,
  updatedAt: TIME,
});

const INGESTION_SCHEMA = objectOf({
  id: NAME,
  name: NAME,
  namespaceId: NAME,
  organizationId: NAME,
  status: STATUS,
  error: TEXT_OR_NULL,
  createdAt: TIME,
  updatedAt: TIME,
});

const NEW_DOCUMENT = {
  id: "doc_k8f2m9x3n4p1",
  name: "product-guide.pdf",
  namespaceId: "ns_j7h3k9m2n5p8",
  organizationId: "org_x9y8z7w6v5u4",
  status: "QUEUED",
  source: { type: "FILE", fileUrl: "https://example.com/sample.pdf" },
  totalCharacters: null,
  totalChunks: null,
  totalPages: null,
  error: null,
  createdAt: "2024-08-26T16:41:52.084Z",
  updatedAt: "2024-08-26T16:41:52.084Z",
};

const READ_DOCUMENT = { ...NEW_DOCUMENT, totalCharacters: 45230, totalChunks: 32, totalPages: 15 };

const NEW_INGESTION = {
  id: "job_q1w2e3r4t5y6",
  name: "Website crawl - docs.example.com",
  namespaceId: "ns_j7h3k9m2n5p8",
  organizationId: "org_x9y8z7w6v5u4",
  status: "QUEUED",
  error: null,
  createdAt: "2024-08-26T20:00:00.000Z",
  updatedAt: "2024-08-26T20:00:00.000Z",
};

function ofDocument(change: string, description: string, sample: EventType["sample"]): EventType {
  const type = `document.${change}`;
  return { type, group: "document", description, sample, schema: DOCUMENT_SCHEMA, archived: false };
}

function ofIngestion(change: string, description: string, sample: EventType["sample"]): EventType {
  const type = `ingest_job.${change}`;
  return { type, group: "ingest_job", description, sample, schema: INGESTION_SCHEMA, archived: false };
}

/** The fourteen types. *Source:* `001_5aa01c6856bbdad8.txt`. */
export const agentsetCatalog: readonly EventType[] = [
  ofDocument("queued", "Triggered when a new document is queued for processing.", NEW_DOCUMENT),
  ofDocument("queued_for_resync", "Triggered when an existing document is queued for reprocessing.", {
    ...READ_DOCUMENT,
    status: "QUEUED_FOR_RESYNC",
    updatedAt: "2024-08-26T17:30:00.000Z",
  }),
  ofDocument("queued_for_deletion", "Triggered when a document is queued for deletion.", {
    ...READ_DOCUMENT,
    status: "QUEUED_FOR_DELETION",
    updatedAt: "2024-08-26T18:00:00.000Z",
  }),
  ofDocument("processing", "Triggered when a document starts processing (parsing, chunking, embedding).", {
    ...NEW_DOCUMENT,
    status: "PROCESSING",
    updatedAt: "2024-08-26T16:42:00.000Z",
  }),
  ofDocument("error", "Triggered when document processing fails. The `error` field contains the error message.", {
    ...NEW_DOCUMENT,
    id: "doc_r5t6u7v8w9x0",
    name: "corrupted-file.pdf",
    status: "FAILED",
    error: "Failed to parse PDF: file appears to be corrupted",
    createdAt: "2024-08-26T16:44:00.000Z",
    updatedAt: "2024-08-26T16:45:00.000Z",
  }),
  ofDocument("ready", "Triggered when a document has been successfully processed and is ready for search.", {
    ...READ_DOCUMENT,
    status: "READY",
    updatedAt: "2024-08-26T16:50:00.000Z",
  }),
  ofDocument("deleted", "Triggered when a document has been deleted from the namespace.", {
    ...READ_DOCUMENT,
    status: "QUEUED_FOR_DELETION",
    updatedAt: "2024-08-26T18:05:00.000Z",
  }),
  ofIngestion("queued", "Triggered when a new ingest job is queued.", NEW_INGESTION),
  ofIngestion("queued_for_resync", "Triggered when an existing ingest job is queued for reprocessing.", {
    ...NEW_INGESTION,
    status: "QUEUED_FOR_RESYNC",
    updatedAt: "2024-08-27T10:00:00.000Z",
  }),
  ofIngestion("queued_for_deletion", "Triggered when an ingest job is queued for deletion.", {
    ...NEW_INGESTION,
    status: "QUEUED_FOR_DELETION",
    updatedAt: "2024-08-27T12:00:00.000Z",
  }),
  ofIngestion("processing", "Triggered when an ingest job starts processing.", {
    ...NEW_INGESTION,
    status: "PROCESSING",
    updatedAt: "2024-08-26T20:01:00.000Z",
  }),
  ofIngestion("error", "Triggered when an ingest job fails. The `error` field contains the error message.", {
    ...NEW_INGESTION,
    id: "job_u7i8o9p0a1s2",
    name: "Website crawl - broken-site.example.com",
    status: "FAILED",
    error: "Failed to crawl website: connection timeout after 30s",
    createdAt: "2024-08-26T20:10:00.000Z",
    updatedAt: "2024-08-26T20:15:00.000Z",
  }),
  ofIngestion("ready", "Triggered when an ingest job completes successfully.", {
    ...NEW_INGESTION,
    status: "READY",
    updatedAt: "2024-08-26T20:30:00.000Z",
  }),
  ofIngestion("deleted", "Triggered when an ingest job has been deleted.", {
    ...NEW_INGESTION,
    status: "QUEUED_FOR_DELETION",
    updatedAt: "2024-08-27T12:05:00.000Z",
  }),
];
