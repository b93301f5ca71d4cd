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
  const written = new URLSearchParams(url.slice(url.indexOf("?") + 1));
  for (const name of new Set(written.keys())) {
    const values = written.getAll(name);
    query[name] = values.length === 1 ? values[0] : values;
  }
  return query;
}
