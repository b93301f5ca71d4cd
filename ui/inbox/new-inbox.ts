/** Making an inbox, from its page and from the palette. */
import { addInbox } from "../people-client.ts";
import { tell } from "../toasts.ts";
import { own } from "../words/people.ts";

/** Makes one, tells so, and answers where it is seen. */
export async function newInbox(): Promise<string> {
  const { id } = await addInbox();
  tell(own.inbox.created);
  return `/inbox/${id}`;
}
