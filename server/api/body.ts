/** Reading request bodies: one JSON object, bounded, with the place of each member in the text. */
import type { z } from "zod";
import { AppError } from "../base/errors.ts";
import { createGathering } from "../base/turn.ts";
import { decodeJson, type Members, type Span } from "../rules/json-span.ts";
import { checked, invalidField, tooLarge } from "./refusals.ts";

/** What a management request may weigh. */
const DOCUMENT_BYTES_MAX = 256 * 1024;

const gathered = createGathering();

/** A body that is one JSON object. */
export interface Body {
  bytes: Uint8Array;
  text: string;
  /** What `JSON.parse` makes of the text. */
  value: unknown;
  members: ReadonlyMap<string, Span>;
}

/**
 * Reads a body.
 *
 * @throws AppError `unsupported_media_type`, `too_large`, `not_json`; `invalid` for what is no object, nested too deep,
 * or names a member twice
 */
export async function readBody(request: Request, bytesMax: number): Promise<Body> {
  if (!/^application\/json\s*(;|$)/i.test(request.headers.get("content-type") ?? "")) {
    throw new AppError("unsupported_media_type", "Send JSON, with `Content-Type: application/json`.");
  }
  if (Number(request.headers.get("content-length")) > bytesMax) throw tooLarge("The body", bytesMax);
  const bytes = await boundedBytes(request, bytesMax);
  if (bytes.length > bytesMax) throw tooLarge("The body", bytesMax);
  await gathered();
  const json = decodeJson(bytes);
  if (json.kind === "not_json") throw new AppError("not_json", json.message);
  if (json.kind === "too_deep") throw invalidField("", "is nested too deep");
  return { bytes, text: json.text, value: json.value, members: spansOf(json.members, "") };
}

/**
 * The bytes of a body, or too many when it is too large.
 *
 * @throws AppError `not_json` when it ended early
 */
export function boundedBytes(request: Request, bytesMax: number): Promise<Uint8Array> {
  return bytesOf(request, bytesMax).catch(() => {
    throw new AppError("not_json", "The body ended early.");
  });
}

/** A body that names no length may have no end: it is read no further than to see that it is too large. */
async function bytesOf(request: Request, bytesMax: number): Promise<Uint8Array> {
  // Asked in this order, since a stream is made where one is asked for.
  if (request.headers.has("content-length") || request.body === null) return request.bytes();
  const pieces: Uint8Array[] = [];
  let length = 0;
  for await (const piece of request.body) {
    pieces.push(piece);
    length += piece.length;
    if (length > bytesMax) break;
  }
  return Buffer.concat(pieces);
}

/**
 * Reads a management request's body as a schema makes it. Not left to elysia, which parses before it knows who asks.
 *
 * @throws AppError as `readBody`; `invalid` with every fault found
 */
export async function readDocument<Schema extends z.ZodType>(
  request: Request,
  schema: Schema,
): Promise<z.infer<Schema>> {
  const { value } = await readBody(request, DOCUMENT_BYTES_MAX);
  for (const [name, member] of Object.entries(value as object)) {
    // zod leaves such a pair out of a record without a word.
    if (member instanceof Object && Object.hasOwn(member, "__proto__")) {
      throw invalidField(`${name}.__proto__`, "choose another name");
    }
  }
  return checked(schema, value);
}

/** As `readDocument`; no body at all stands for an empty object. */
export async function readOptionalDocument<Schema extends z.ZodType>(
  request: Request,
  schema: Schema,
): Promise<z.infer<Schema>> {
  return hasBody(request) ? readDocument(request, schema) : checked(schema, {});
}

/** Whether a body comes with a request, as far as its headers say. */
export function hasBody({ headers }: Request): boolean {
  return headers.has("transfer-encoding") || Number(headers.get("content-length") ?? 0) > 0;
}

/**
 * The members of the object at a path, by name.
 *
 * @throws AppError `invalid` when it is no object, or names a member twice
 */
export function spansOf(members: Members, path: string): ReadonlyMap<string, Span> {
  if (members.kind === "members") return members.spans;
  if (members.kind === "no_object") throw invalidField(path, "must be a JSON object");
  throw invalidField(path === "" ? members.name : `${path}.${members.name}`, "stands there twice");
}
