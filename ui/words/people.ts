/** What the pages of people, inboxes and settings say, and the first event; loaded with the first of them. */
import { account } from "./en/account.ts";
import { first } from "./en/first.ts";
import { inbox } from "./en/inbox.ts";
import { people } from "./en/people.ts";
import { settings } from "./en/settings.ts";

/** Every string of these pages. Text between backticks is set as code. */
export const own = { account, first, inbox, people, settings };
