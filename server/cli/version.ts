/** `version`: which one this is. */
import { VERSION } from "../base/version.ts";
import type { Shell } from "./shell.ts";

/** Prints `hookwheel 0.1.0`. */
export function version(shell: Shell): number {
  shell.print(`hookwheel ${VERSION}`);
  return 0;
}
