/** Reading request bodies: one JSON object, bounded, with the place of each member in the text. */
import { AppError } from "../base/errors.ts";
import { decodeJson, type Members, type Span } from "../rules/json-span.ts";

/** What a management request may weigh. */
const DOCUMENT_BYTES_MAX = 256 * 1024;

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
  const bytes = await request.bytes().catch(() => {
    throw new AppError("not_json", "The body ended early.");
  });
  if (bytes.length > bytesMax) throw tooLarge("The body", bytesMax);
  const json = decodeJson(bytes);
  if (json.kind === "not_json") throw new AppError("not_json", json.message);
  if (json.kind === "too_deep") throw new AppError("invalid", json.message, [{ path: "", message: json.message }]);
  return { bytes, text: json.text, value: json.value, members: spansOf(json.members, "") };
}

/** As a route's `transform`: puts the body's value where elysia's validation looks for it. */
export async function takesDocument(context: { request: Request; body: unknown }): Promise<void> {
  context.body = (await readBody(context.request, DOCUMENT_BYTES_MAX)).value;
}

/**
 * The members of the object at a path, by name.
 *
 * @throws AppError `invalid` when it is no object, or names a member twice
 */
export function spansOf(members: Members, path: string): ReadonlyMap<string, Span> {
  if (members.kind === "members") return members.spans;
  const [at, message] =
    members.kind === "duplicate"
      ? [path === "" ? members.name : `${path}.${members.name}`, "stands there twice"]
      : [path, "must be a JSON object"];
  throw new AppError("invalid", `${at || "The body"}: ${message}`, [{ path: at, message }]);
}

/** The refusal of what weighs too much. */
export function tooLarge(what: string, bytesMax: number): AppError {
  return new AppError("too_large", `${what} is larger than ${bytesMax} bytes.`);
}
