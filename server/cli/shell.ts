/** What verbs have of the process that they run in, so that a test can be one. */

/** Where a verb reads from and writes to. */
export interface Shell {
  readonly env: { readonly [name: string]: string | undefined };
  /** Whether a person reads what is told. */
  readonly isTerminal: boolean;
  /** Writes a result to stdout and ends the line. */
  print(text: string): void;
  /** Tells a person, on stderr, and ends the line. */
  tell(text: string): void;
}

/** Options by their camel-case names: `maxInFlight`. One that takes no value is `undefined` when it was not given. */
export type Flags = { readonly [name: string]: string | undefined };
