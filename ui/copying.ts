/** Takes a text to the clipboard, where the browser lets a page: on https and on localhost. */
import { problemOf } from "./client.ts";
import { tell, tellFault } from "./toasts.ts";
import { words } from "./words/words.ts";

/** Copies a text, or what is fetched first, and tells `done`. */
export async function copyText(text: string | (() => Promise<string>), done: string): Promise<void> {
  let known: string;
  try {
    known = typeof text === "string" ? text : await text();
  } catch (error) {
    tellFault(problemOf(error).detail);
    return;
  }
  try {
    await navigator.clipboard.writeText(known);
    tell(done);
  } catch {
    tellFault(words.notCopied);
  }
}
