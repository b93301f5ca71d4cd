/** Takes a text to the clipboard, or as near as the browser lets a page. */

/** What came of it: on the clipboard, or only selected on the page, for the person to copy. */
export type Copying = "copied" | "selected";

/** Copies the text that `element` shows. Browsers have a clipboard on https and on localhost alone. */
export async function copyTextOf(element: HTMLElement): Promise<Copying> {
  try {
    await navigator.clipboard.writeText(element.innerText);
    return "copied";
  } catch {
    getSelection()?.selectAllChildren(element);
    return "selected";
  }
}
