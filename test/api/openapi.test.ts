/** The OpenAPI document: the contract in short, and that it is whole. */
import { expect, test } from "bun:test";
import { startAppliance } from "../help/appliance.ts";

// oxlint-disable-next-line typescript/no-explicit-any
type Json = any;

async function readDocument(): Promise<Json> {
  await using appliance = await startAppliance();
  return (await fetch(`${appliance.url}/openapi.json`)).json();
}

const document = await readDocument();
const operations: [path: string, method: string, operation: Json][] = Object.entries(document.paths).flatMap(
  ([path, methods]) =>
    Object.entries(methods as Json).map(([method, it]): [string, string, Json] => [path, method, it]),
);

test("every operation has an id of its own, a summary, a tag and its refusals as Problem", () => {
  const ids = operations.map(([, , { operationId }]) => operationId);
  expect(new Set(ids).size).toBe(operations.length);
  for (const [path, method, { operationId, summary, tags, responses }] of operations) {
    expect([path, method, operationId]).toEqual([path, method, expect.stringMatching(/^[a-z][A-Za-z]+$/)]);
    expect(summary).toBeString();
    expect(tags).toHaveLength(1);
    expect(Object.keys(responses)).toEqual(expect.arrayContaining(["401", "404", "422", "503"]));
    for (const [status, response] of Object.entries<Json>(responses)) {
      expect(response.description).toBeString();
      if (Number(status) < 400) continue;
      expect(response.content).toEqual({
        "application/problem+json": { schema: { $ref: "#/components/schemas/Problem" } },
      });
    }
  }
});

test("every reference leads somewhere, and every path parameter is described", () => {
  const names = new Set(Object.keys(document.components.schemas));
  for (const [, name] of JSON.stringify(document).matchAll(/"\$ref":"#\/components\/schemas\/(\w+)"/g)) {
    expect(names).toContain(name as string);
  }
  expect(JSON.stringify(document)).not.toContain("$defs");
  for (const [path, , { parameters }] of operations) {
    const inPath = parameters.filter((parameter: Json) => parameter.in === "path").map(({ name }: Json) => `{${name}}`);
    expect(inPath).toEqual([...path.matchAll(/\{\w+\}/g)].map(String));
  }
});

test("the contract is the one that callers build on", () => {
  expect(operations.map(lineOf)).toMatchInlineSnapshot(`
    [
      "POST /api/v1/events createEvent(Idempotency-Key?) NewEvent → 202 AcceptedEvent, 400, 401, 403, 404, 409, 413, 415, 422, 500, 503",
      "GET /api/v1/events listEvents(limit?, cursor?, type?, namespace?, since?, until?) → 200 page of Event, 401, 403, 404, 422, 500, 503",
      "POST /api/v1/events/batch createEvents(Idempotency-Key?) NewBatch → 202 AcceptedBatch, 400, 401, 403, 404, 409, 413, 415, 422, 500, 503",
      "GET /api/v1/events/{id} readEvent(id) → 200 EventDetails, 401, 403, 404, 422, 500, 503",
      "GET /api/v1/webhooks/endpoints listEndpoints(limit?, cursor?, search?, status?) → 200 page of Endpoint, 401, 403, 404, 422, 500, 503",
      "POST /api/v1/webhooks/endpoints createEndpoint() NewEndpoint → 201 AddedEndpoint, 400, 401, 403, 404, 409, 413, 415, 422, 500, 503",
      "GET /api/v1/webhooks/endpoints/{id} readEndpoint(id) → 200 Endpoint, 401, 403, 404, 422, 500, 503",
      "PATCH /api/v1/webhooks/endpoints/{id} updateEndpoint(id) EndpointPatch → 200 Endpoint, 400, 401, 403, 404, 409, 413, 415, 422, 500, 503",
      "DELETE /api/v1/webhooks/endpoints/{id} deleteEndpoint(id) → 204, 401, 403, 404, 422, 500, 503",
      "GET /api/v1/webhooks/endpoints/{id}/secret readEndpointSecret(id) → 200 EndpointSecret, 401, 403, 404, 422, 500, 503",
      "GET /api/v1/deliveries listDeliveries(limit?, cursor?, endpoint?, event?, state?, type?, since?, until?, test?, sort?) → 200 page of Delivery, 401, 403, 404, 422, 500, 503",
      "GET /api/v1/deliveries/{id} readDelivery(id) → 200 DeliveryDetails, 401, 403, 404, 422, 500, 503",
      "POST /api/v1/deliveries/{id}/retry retryDelivery(id) → 202 Delivery, 401, 403, 404, 409, 422, 500, 503",
      "GET /api/v1/attempts/{id} readAttempt(id) → 200 AttemptDetails, 401, 403, 404, 422, 500, 503",
      "GET /api/v1/organizations listOrganizations(limit?, cursor?) → 200 page of Organization, 401, 403, 404, 422, 500, 503",
      "POST /api/v1/organizations createOrganization() NewOrganization → 201 Organization, 400, 401, 403, 404, 409, 413, 415, 422, 500, 503",
      "GET /api/v1/organizations/{id} readOrganization(id) → 200 Organization, 401, 403, 404, 422, 500, 503",
      "PATCH /api/v1/organizations/{id} updateOrganization(id) OrganizationPatch → 200 Organization, 400, 401, 403, 404, 409, 413, 415, 422, 500, 503",
      "DELETE /api/v1/organizations/{id} deleteOrganization(id) → 204, 401, 403, 404, 409, 422, 500, 503",
      "GET /api/v1/organizations/{id}/environments listEnvironments(id, limit?, cursor?) → 200 page of Environment, 401, 403, 404, 422, 500, 503",
      "POST /api/v1/organizations/{id}/environments createEnvironment(id) NewEnvironment → 201 Environment, 400, 401, 403, 404, 409, 413, 415, 422, 500, 503",
      "PATCH /api/v1/environments/{id} updateEnvironment(id) EnvironmentPatch → 200 Environment, 400, 401, 403, 404, 409, 413, 415, 422, 500, 503",
      "DELETE /api/v1/environments/{id} deleteEnvironment(id) → 204, 401, 403, 404, 409, 422, 500, 503",
      "GET /api/v1/keys listKeys(limit?, cursor?) → 200 page of Key, 401, 403, 404, 422, 500, 503",
      "POST /api/v1/keys createKey() NewKey → 201 AddedKey, 400, 401, 403, 404, 409, 413, 415, 422, 500, 503",
      "DELETE /api/v1/keys/{id} revokeKey(id) → 204, 401, 403, 404, 422, 500, 503",
      "GET /api/v1/audit listAudit(limit?, cursor?, action?, since?, until?) → 200 page of AuditLine, 401, 403, 404, 422, 500, 503",
      "GET /api/v1/setup readSetUp() → 200 SetUpState, 401, 403, 404, 422, 500, 503",
      "POST /api/v1/setup setUp() SetUp → 201 SignedIn, 400, 401, 403, 404, 413, 415, 422, 429, 500, 503",
      "POST /api/v1/session createSession() Credentials → 201 SignedIn, 400, 401, 403, 404, 413, 415, 422, 429, 500, 503",
      "GET /api/v1/session readSession() → 200 SignedIn, 401, 403, 404, 422, 500, 503",
      "DELETE /api/v1/session deleteSession() → 204, 401, 403, 404, 422, 500, 503",
      "POST /api/v1/session/password choosePassword() ChosenPassword → 201 SignedIn, 400, 401, 403, 404, 413, 415, 422, 429, 500, 503",
      "GET /api/v1/sessions listSessions(limit?, cursor?, person?) → 200 page of Session, 401, 403, 404, 422, 500, 503",
      "DELETE /api/v1/sessions/{id} revokeSession(id) → 204, 401, 403, 404, 422, 500, 503",
      "GET /api/v1/people listPeople(limit?, cursor?) → 200 page of Person, 401, 403, 404, 422, 500, 503",
      "POST /api/v1/people createPerson() NewPerson → 201 AddedPerson, 400, 401, 403, 404, 409, 413, 415, 422, 500, 503",
      "GET /api/v1/people/{id} readPerson(id) → 200 Person, 401, 403, 404, 422, 500, 503",
      "PATCH /api/v1/people/{id} updatePerson(id) PersonPatch → 200 Person, 400, 401, 403, 404, 409, 413, 415, 422, 429, 500, 503",
      "DELETE /api/v1/people/{id} deletePerson(id) → 204, 401, 403, 404, 409, 422, 500, 503",
      "POST /api/v1/people/{id}/link createPersonLink(id) → 201 PersonLink, 401, 403, 404, 422, 500, 503",
    ]
  `);
  expect(Object.entries<Json>(document.components.schemas).map(shapeOf)).toMatchInlineSnapshot(`
    [
      "Problem {type, title, status, code, detail, requestId, errors?}",
      "NewEvent {type, data, namespace?, timestamp?}",
      "AcceptedEvent {id, type, createdAt, deliveries}",
      "NewBatch {events}",
      "AcceptedBatch {data}",
      "Event {id, type, namespace, timestamp, isTest, idempotencyKey, createdAt, deliveriesCount}",
      "EventDetails {id, type, namespace, timestamp, isTest, idempotencyKey, createdAt, deliveriesCount, body, deliveries}",
      "Delivery {id, eventId, eventType, endpointId, state, reason, attemptsCount, dueAt, isTest, createdAt, updatedAt}",
      "Endpoint {id, name, url, description, events, namespaces, headers, rateLimit, maxInFlight, status, statusReason, consecutiveFailures, failingSince, heldUntil, waitingCount, lastSuccessAt, lastFailureAt, metadata, createdAt, updatedAt}",
      "NewEndpoint {url, events?, name?, description?, namespaces?, headers?, rateLimit?, maxInFlight?, active?, metadata?, secret?}",
      "AddedEndpoint {id, name, url, description, events, namespaces, headers, rateLimit, maxInFlight, status, statusReason, consecutiveFailures, failingSince, heldUntil, waitingCount, lastSuccessAt, lastFailureAt, metadata, createdAt, updatedAt, secret}",
      "EndpointPatch {url?, events?, name?, description?, namespaces?, headers?, rateLimit?, maxInFlight?, active?, metadata?}",
      "EndpointSecret {secret}",
      "DeliveryDetails {id, eventId, eventType, endpointId, state, reason, attemptsCount, dueAt, isTest, createdAt, updatedAt, attempts}",
      "Attempt {id, deliveryId, number, trigger, startedAt, durationMs, outcome, reason, status, address}",
      "AttemptDetails {id, deliveryId, number, trigger, startedAt, durationMs, outcome, reason, status, address, request, response, timing}",
      "Organization {id, name, externalId, profile, ownerEmails, webhooksEnabled, createdAt}",
      "NewOrganization {name, externalId?, profile?, ownerEmails?, webhooksEnabled?}",
      "OrganizationPatch {name?, externalId?, profile?, ownerEmails?, webhooksEnabled?}",
      "Environment {id, organizationId, name, externalId, checkSchemas, strictTypes, createdAt}",
      "NewEnvironment {name, externalId?, checkSchemas?, strictTypes?}",
      "EnvironmentPatch {name?, externalId?, checkSchemas?, strictTypes?}",
      "Key {id, name, role, organizationId, environmentId, hint, createdAt, expiresAt, lastUsedAt}",
      "NewKey {name, role, environment?, expiresAt?}",
      "AddedKey {id, name, role, organizationId, environmentId, hint, createdAt, expiresAt, lastUsedAt, key}",
      "AuditLine {id, action, actor, address, subjectId, organizationId, environmentId, changes, createdAt}",
      "SetUpState {isNeeded}",
      "SetUp {token, email, name, password}",
      "SignedIn {id, person, role, organizations, organizationsCount, environments, expiresAt}",
      "Person {id, email, name, role, organizationId, hasPassword, createdAt, lastSignInAt}",
      "Credentials {email, password}",
      "ChosenPassword {token, password}",
      "Session {id, personId, address, userAgent, createdAt, lastSeenAt, expiresAt, isCurrent}",
      "NewPerson {email, name, role}",
      "AddedPerson {id, email, name, role, organizationId, hasPassword, createdAt, lastSignInAt, link}",
      "PersonLink {url, expiresAt}",
      "PersonPatch {name?, role?, password?, currentPassword?}",
    ]
  `);
});

/** `POST /events createEvent(Idempotency-Key) NewEvent → 202 AcceptedEvent, 400, 401`. */
function lineOf([
  path,
  method,
  { operationId, parameters, requestBody, responses },
]: (typeof operations)[number]): string {
  const fields = parameters
    .map(({ name, required }: Json) => (required ? name : `${name}?`))
    .filter((name: string) => !name.startsWith("Hookwheel-"));
  const answers = Object.entries<Json>(responses).map(([status, { content }]) =>
    [status, Number(status) < 400 ? nameOf(content?.["application/json"].schema) : ""].join(" ").trim(),
  );
  const body = requestBody ? ` ${nameOf(requestBody.content["application/json"].schema)}` : "";
  return `${method.toUpperCase()} ${path} ${operationId}(${fields.join(", ")})${body} → ${answers.join(", ")}`;
}

function shapeOf([name, { properties, required = [] }]: [string, Json]): string {
  const fields = Object.keys(properties).map((field) => (required.includes(field) ? field : `${field}?`));
  return `${name} {${fields.join(", ")}}`;
}

function nameOf(schema: Json): string {
  if (schema === undefined) return "";
  if (schema.$ref) return schema.$ref.split("/").at(-1);
  return schema.properties?.data ? `page of ${nameOf(schema.properties.data.items)}` : schema.type;
}
