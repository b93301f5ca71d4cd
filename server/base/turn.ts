/** Letting others have their turn of the event loop. */

/** Resolves in the next turn of the event loop. */
export function nextTurn(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}

/**
 * A place to gather in: all who come in one turn of the event loop go on together in the next, side by side, step by step. What
 * a step needs of code and data then serves many while the processor has it at hand, rather than one at a time.
 */
export function createGathering(): () => Promise<void> {
  let next: Promise<void> | null = null;
  return () => (next ??= nextTurn().then(() => void (next = null)));
}
