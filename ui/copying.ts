/** Takes a text to the clipboard, where the browser lets a page: on https and on localhost. */
import { problemOf } from "./client.ts";
import { tell, tellFault } from "./toasts.ts";
import { words } from "./words/words.ts";

/** Copies a text, or what is fetched first, and tells `done`. Answers whether it is copied. */
export async function copyText(text: string | (() => Promise<string>), done: string): Promise<boolean> {
  let known: string;
  try {
    known = typeof text === "string" ? text : await text();
  } catch (error) {
    tellFault(problemOf(error).detail);
    return false;
  }
  try {
    await navigator.clipboard.writeText(known);
    tell(done);
    return true;
  } catch {
    tellFault(words.notCopied);
    return false;
  }
}
