/** Spans in ms, for the profiles. */

/** A second in ms. */
export const SECOND = 1000;
/** A minute in ms. */
export const MINUTE = 60 * SECOND;
/** An hour in ms. */
export const HOUR = 60 * MINUTE;
/** A day in ms. */
export const DAY = 24 * HOUR;
