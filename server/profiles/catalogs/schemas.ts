/** The words that the catalogs' schemas are put together from. *Source:* JSON Schema, draft 2020-12. */

/** A JSON Schema. */
export type Schema = Readonly<Record<string, unknown>>;

/** Any text. */
export const TEXT: Schema = { type: "string" };

/** A text that is not empty, as ids and names are. */
export const NAME: Schema = { type: "string", minLength: 1 };

/** ISO 8601 with an offset. */
export const TIME: Schema = { type: "string", format: "date-time" };

/** A count, or `null` while it is not known. */
export const COUNT_OR_NULL: Schema = { type: ["integer", "null"], minimum: 0 };

/** A text, or `null`. */
export const TEXT_OR_NULL: Schema = { type: ["string", "null"] };

/** One of some texts. */
export function oneOf(...texts: string[]): Schema {
  return { enum: texts };
}

/** An object that has all of these fields, and may have more. @param optional fields that it may lack */
export function objectOf(fields: Readonly<Record<string, Schema>>, optional: readonly string[] = []): Schema {
  const required = Object.keys(fields).filter((field) => !optional.includes(field));
  return { type: "object", required, properties: fields };
}
