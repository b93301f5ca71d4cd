/** The space between a number and its unit, in whatever language. */

/** Thin; the joiner behind it keeps the unit on the line of its number, which a thin space alone does not. */
export const THIN = "\u2009\u2060";
