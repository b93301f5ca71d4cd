/** Chance, as a seam: tests bring their own. */

/** From 0 up to 1, 1 excluded. */
export type Dice = () => number;

/** The runtime's own generator. Not for secrets. */
export const systemDice: Dice = () => Math.random();
