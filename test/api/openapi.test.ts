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
  expect(operations.map(lineOf)).toMatchSnapshot();
  expect(Object.entries<Json>(document.components.schemas).map(shapeOf)).toMatchSnapshot();
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
    [status, Number(status) < 400 ? nameOf(content?.["application/json"]?.schema) : ""].join(" ").trim(),
  );
  const body = requestBody ? ` ${nameOf(requestBody.content["application/json"].schema)}` : "";
  return `${method.toUpperCase()} ${path} ${operationId}(${fields.join(", ")})${body} → ${answers.join(", ")}`;
}

function shapeOf([name, { properties, required = [], oneOf }]: [string, Json]): string {
  if (oneOf !== undefined) return `${name} ${oneOf.map(nameOf).join(" | ")}`;
  const fields = Object.keys(properties).map((field) => (required.includes(field) ? field : `${field}?`));
  return `${name} {${fields.join(", ")}}`;
}

function nameOf(schema: Json): string {
  if (schema === undefined) return "";
  if (schema.$ref) return schema.$ref.split("/").at(-1);
  return schema.properties?.data ? `page of ${nameOf(schema.properties.data.items)}` : schema.type;
}
