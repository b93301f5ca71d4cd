/** Starts the floor as the bench starts Hookwheel. */
import { join } from "node:path";
import type { StartServer } from "../../server/cli/bench/measure.ts";
import { ServerProcess } from "../../server/cli/bench/server-process.ts";

/**
 * The floor, as a server to be measured.
 *
 * @param isStoreOff sends without storing anything
 * @param wrapper a command that runs it, like a tracer
 */
export function startFloor(isStoreOff = false, wrapper: readonly string[] = []): StartServer {
  return ({ folder, dataFolder, receiverUrl, key, secret }, clock) => {
    const given = JSON.stringify({ folder: dataFolder, receiverUrl, key, secret, isStoreOff });
    const command = [...wrapper, process.execPath, join(import.meta.dir, "floor.ts"), given];
    return ServerProcess.start({ command, folder, env: {} }, clock);
  };
}
