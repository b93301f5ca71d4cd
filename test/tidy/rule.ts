/** What a tidy rule is: a sentence, a way to find what breaks it, and two examples that prove it can tell. */
import { lineOf, type Source } from "./source.ts";

/** Where a rule is broken, and what to do about it. */
export interface Fault {
  path: string;
  line: number;
  cure: string;
}

/** A rule of the house style. */
export interface Rule {
  /** What holds, as the test's name. */
  sentence: string;
  faultsIn(tree: readonly Source[]): Fault[];
  /** Whether it is about files together; else about each alone. */
  isAboutTree?: true;
  /** Files, path to text, that break it: each alone, or together when it is about the tree. */
  broken: Readonly<Record<string, string>>;
  /** Files that come close and are sound. */
  sound: Readonly<Record<string, string>>;
}

/** A fault before its file is known: the offset in the text, and the cure. */
export type Finding = readonly [offset: number, cure: string];

/** The `faultsIn` of a rule that looks at one file at a time, at those whose path matches `places`. */
export function inEach(places: RegExp, find: (source: Source) => Iterable<Finding>): Rule["faultsIn"] {
  return (tree) =>
    tree
      .filter(({ path }) => places.test(path))
      .flatMap((source) =>
        [...find(source)].map(([offset, cure]) => ({
          path: source.path,
          line: lineOf(source.text, offset),
          cure,
        })),
      );
}
