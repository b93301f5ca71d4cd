/** Queries as they were written: a value is a text, whatever it looks like. */
import { Elysia } from "elysia";

/**
 * Puts back the texts that elysia took apart: with schemas of zod it splits a value at its commas, and parses one in
 * brackets as JSON, so that no search and no namespace could have them. A field that stands there twice stays a list, which
 * no schema takes.
 */
export const queries = () =>
  new Elysia({ name: "queries" }).onTransform({ as: "global" }, (context) => {
    for (const name in context.query) {
      if (typeof context.query[name] === "string") continue;
      context.query = textsIn(context.request.url);
      return;
    }
  });

function textsIn(url: string): Record<string, string> {
  const query = Object.create(null);
  // In one walk: this comes before it is known who asks.
  for (const [name, value] of new URLSearchParams(url.slice(url.indexOf("?") + 1))) {
    const known: string | string[] | undefined = query[name];
    if (known === undefined) query[name] = value;
    else if (typeof known === "string") query[name] = [known, value];
    else known.push(value);
  }
  return query;
}
