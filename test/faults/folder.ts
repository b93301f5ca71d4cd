/** A data folder that outlives its servers, and goes with its test. */
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** A folder of its own. */
export interface Folder extends AsyncDisposable {
  readonly path: string;
}

/** Makes an empty one. */
export async function freshFolder(): Promise<Folder> {
  const path = await mkdtemp(join(tmpdir(), "hookwheel-faults-"));
  return { path, [Symbol.asyncDispose]: () => rm(path, { recursive: true, force: true }) };
}
