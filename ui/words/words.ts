/** What the pages say, in the language that is spoken: another one is a folder beside `en` with the same shape. */
import { common } from "./en/common.ts";
import { deliveries } from "./en/deliveries.ts";
import { door } from "./en/door.ts";
import { events } from "./en/events.ts";
import { form } from "./en/form.ts";
import { overview } from "./en/overview.ts";
import { shell } from "./en/shell.ts";
import { webhooks } from "./en/webhooks.ts";

/** Every string of the console. Text between backticks is set as code. */
export const words = { ...common, shell, door, webhooks, form, deliveries, events, ...overview };
