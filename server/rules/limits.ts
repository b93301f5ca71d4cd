/** How many there may be of what is kept in memory whole, or runs at once. */

/** Environments of an organization. */
export const ENVIRONMENTS_COUNT_MAX = 100;
/** Inboxes of an environment. */
export const INBOXES_COUNT_MAX = 20;
/** Keys of an organization, and of the instance. */
export const KEYS_COUNT_MAX = 1000;
/** Profiles beside the built-in ones. */
export const PROFILES_COUNT_MAX = 100;
/** Event types of an organization's own. */
export const EVENT_TYPES_COUNT_MAX = 500;
/** People in all. */
export const PEOPLE_COUNT_MAX = 1000;
/** Recoveries of an endpoint that run at once. */
export const RECOVERIES_RUNNING_MAX = 20;
