/** What no route would read: refused before anybody asks who sends it, in our words in place of the runtime's bare 413. */
import { Elysia } from "elysia";
import { tooLarge } from "./refusals.ts";

/** What a request may say that its body weighs: above every limit of a route. */
const REQUEST_BYTES_MAX = 16 * 1024 * 1024;

/** Whether a request says that it weighs more. One that does not say is read no further than its route's limit. */
export function isTooHeavy({ headers }: Request): boolean {
  return Number(headers.get("content-length")) > REQUEST_BYTES_MAX;
}

/** Refuses what is too heavy. To be used after `requests`, which gives the refusal its id. */
export const weighed = () =>
  new Elysia({ name: "weighed" }).onRequest(({ request }) => {
    if (isTooHeavy(request)) throw tooLarge("The body", REQUEST_BYTES_MAX);
  });
