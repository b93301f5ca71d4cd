/** JSON Schemas of event types, draft 2020-12: whether one can be used, and what is wrong with data by it. */
import { type OutputUnit, type Schema, Validator, dereference } from "@cfworker/json-schema";
import type { FieldFault } from "../base/errors.ts";

/** Finds what is wrong with data; paths begin with `data`. Empty when it is valid. */
export type DataCheck = (data: unknown) => FieldFault[];

/** What a schema or a sample may weigh as JSON. */
export const DOCUMENT_BYTES_MAX = 32 * 1024;

const DRAFT = "2020-12";
const DRAFT_URI = "https://json-schema.org/draft/2020-12/schema";

/** Where the library leaves a reference's whole address. */
const RESOLVED = "__absolute_ref__";

/** Of what is wrong, at most so much is told. */
const FAULTS_COUNT_MAX = 20;

/** What these hold is data, not schemas. */
const DATA_KEYWORDS = new Set(["const", "enum", "default", "examples"]);

/** Their errors only lead to those of their parts. */
const LEADING = new Set([
  "properties",
  "patternProperties",
  "additionalProperties",
  "unevaluatedProperties",
  "dependentSchemas",
  "items",
  "prefixItems",
  "unevaluatedItems",
  "allOf",
  "if",
  "$ref",
]);

/** Their errors say it all: those of their parts are about what else might have been. */
const CLOSED = new Set(["anyOf", "oneOf", "not", "contains", "propertyNames"]);

/** What to do about a schema, or `null` when it can be used. Nothing is ever fetched for it. */
export function schemaFault(schema: object): string | null {
  if (Buffer.byteLength(JSON.stringify(schema)) > DOCUMENT_BYTES_MAX)
    return `keep it within ${DOCUMENT_BYTES_MAX} bytes`;
  const draft = (schema as { $schema?: unknown }).$schema;
  if (draft !== undefined && draft !== DRAFT_URI) return `use draft 2020-12, or leave out $schema`;
  const copy = structuredClone(schema) as Record<string, unknown>;
  try {
    const lookup = dereference(copy as Schema);
    return faultWithin(copy, lookup);
  } catch {
    return "give a JSON Schema of draft 2020-12 that can be read";
  }
}

/** Compiles a schema that has no fault. Its check throws for a schema without end. */
export function compileSchema(schema: object): DataCheck {
  const validator = new Validator(structuredClone(schema) as Schema, DRAFT, false);
  return (data) => {
    const { valid, errors } = validator.validate(data);
    return valid
      ? []
      : telling(errors)
          .slice(0, FAULTS_COUNT_MAX)
          .map((error) => faultOf(error, data));
  };
}

function faultWithin(node: unknown, lookup: Readonly<Record<string, unknown>>): string | null {
  if (node === null || typeof node !== "object") return null;
  const { $ref, $dynamicRef, $recursiveRef, pattern, patternProperties } = node as Record<string, unknown>;
  if (typeof $dynamicRef === "string" || typeof $recursiveRef === "string")
    return "use $ref, the other references are not known";
  if (typeof $ref === "string") {
    if (!$ref.startsWith("#")) return `refer only to parts of the schema itself, not to ${$ref}`;
    const uri = (node as Record<string, unknown>)[RESOLVED];
    if (typeof uri === "string" && lookup[uri] === undefined) return `${$ref} leads nowhere`;
  }
  const patterns = [pattern, ...Object.keys(patternProperties instanceof Object ? patternProperties : {})];
  for (const text of patterns) {
    if (typeof text === "string" && !isPattern(text)) return `${text} is no regular expression`;
  }
  for (const [keyword, part] of Object.entries(node)) {
    const fault = DATA_KEYWORDS.has(keyword) ? null : faultWithin(part, lookup);
    if (fault !== null) return fault;
  }
  return null;
}

function isPattern(text: string): boolean {
  try {
    return new RegExp(text, "u") instanceof RegExp;
  } catch {
    return false;
  }
}

/** The errors that say something to whoever sent the data. */
function telling(errors: readonly OutputUnit[]): OutputUnit[] {
  const kept: OutputUnit[] = [];
  let closed: string | null = null;
  for (const error of errors) {
    if (closed !== null && error.keywordLocation.startsWith(closed)) continue;
    closed = CLOSED.has(error.keyword) ? `${error.keywordLocation}/` : null;
    if (!LEADING.has(error.keyword)) kept.push(error);
  }
  return kept.length > 0 ? kept : errors.slice(0, 1);
}

function faultOf({ keyword, instanceLocation, error }: OutputUnit, data: unknown): FieldFault {
  const path = pathOf(instanceLocation, data);
  if (keyword === "required") {
    const name = /property "(.*)"\.$/s.exec(error)?.[1];
    if (name !== undefined) return { path: `${path}.${name}`, message: "is required" };
  }
  if (keyword === "false") return { path, message: "is not a known field" };
  if (keyword === "type") {
    const types = error.slice(error.indexOf("Expected ") + "Expected ".length).replace(/[".]/g, "");
    return { path, message: `must be ${types.replaceAll(", ", " or ")}` };
  }
  if (keyword === "enum") return { path, message: `must be one of ${error.slice(error.indexOf("["), -1)}` };
  return { path, message: error.replace(/^Instance /, "").replace(/\.$/, "") };
}

/** `data.items[0].name` for `#/items/0/name`. */
function pathOf(pointer: string, data: unknown): string {
  let path = "data";
  let at: unknown = data;
  for (const part of pointer.split("/").slice(1)) {
    const key = decodeURIComponent(part).replaceAll("~1", "/").replaceAll("~0", "~");
    path += Array.isArray(at) ? `[${key}]` : `.${key}`;
    at = (at as Record<string, unknown> | undefined)?.[key];
  }
  return path;
}
