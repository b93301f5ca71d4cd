/** Where the build leaves the binary. */
import { join } from "node:path";

/** What a user downloads. */
export const BINARY = join(import.meta.dir, "../../dist/hookwheel");
