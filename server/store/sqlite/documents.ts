/** Documents that are changed as a whole, each change made of what was read before. */

/** Whether what is stored is still what a change was made of; a retry may find what it made. */
export function isStill(stored: unknown, replaces: unknown, made: unknown): boolean {
  const text = JSON.stringify(stored);
  return text === JSON.stringify(replaces) || text === JSON.stringify(made);
}
