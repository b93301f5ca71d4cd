/** How many there may be of what is kept in memory whole, or runs at once. */

/** Environments of an organization. */
export const ENVIRONMENTS_COUNT_MAX = 100;
/** Inboxes of an environment. */
export const INBOXES_COUNT_MAX = 20;
/** Keys of an organization, and of the instance. */
export const KEYS_COUNT_MAX = 1000;
/** People in all. */
export const PEOPLE_COUNT_MAX = 1000;
/** Recoveries of an endpoint that run at once. */
export const RECOVERIES_RUNNING_MAX = 20;
