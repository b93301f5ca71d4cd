/** Starts Hookwheel itself to be measured: on a free port, with the run's key, its endpoints added by the API. */
import { postOnce } from "./connection.ts";
import type { Place, StartServer } from "./measure.ts";
import { typeOf } from "./sample.ts";
import { ServerProcess } from "./server-process.ts";

/**
 * Hookwheel, as a server to be measured.
 *
 * @param command what runs `serve`
 */
export function startHookwheel(command: readonly string[]): StartServer {
  return async (place, clock) => {
    const env = {
      HOOKWHEEL_DATA_DIR: place.dataFolder,
      HOOKWHEEL_PORT: "0",
      HOOKWHEEL_ADMIN_KEY: place.key,
      HOOKWHEEL_ALLOW_TARGETS: "127.0.0.0/8",
    };
    const server = await ServerProcess.start({ command: [...command], folder: place.folder, env }, clock);
    await addEndpoints(new URL(server.url), place);
    return server;
  };
}

async function addEndpoints(server: URL, { endpoints, key, receiverUrl, secret }: Place): Promise<void> {
  for (let endpoint = 0; endpoint < endpoints; endpoint++) {
    const type = typeOf(endpoint);
    const json = JSON.stringify({ url: `${receiverUrl}/${type}`, events: [type], secret });
    await postOnce(server, "/webhooks/endpoints", key, json, 201);
  }
}
