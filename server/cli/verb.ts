/** Which verb is meant. */

/** What is asked of the program, not of a verb. */
const OWN_FLAGS = new Set(["-h", "--help", "--version"]);

/** The arguments with their verb in front: `serve` when none is named. */
export function withVerb(args: readonly string[]): readonly string[] {
  const [first = "-"] = args;
  return first.startsWith("-") && !OWN_FLAGS.has(first) ? ["serve", ...args] : args;
}
