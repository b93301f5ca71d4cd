/** What the pages say that set things up; loaded with the first of them. */
import { apiKeys } from "./en/api-keys.ts";
import { audit } from "./en/audit.ts";
import { json } from "./en/json.ts";
import { notices } from "./en/notices.ts";
import { organizations } from "./en/organizations.ts";
import { profiles } from "./en/profiles.ts";
import { recovering } from "./en/recovering.ts";
import { rotating } from "./en/rotating.ts";
import { secrets } from "./en/secrets.ts";
import { eventTypes } from "./en/event-types.ts";
import { testEvent } from "./en/test-event.ts";

/** Every string of these pages. Text between backticks is set as code. */
export const setUp = {
  apiKeys,
  audit,
  json,
  notices,
  organizations,
  profiles,
  recovering,
  rotating,
  secrets,
  eventTypes,
  testEvent,
};
