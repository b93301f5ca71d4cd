/** What becomes of a fault that nobody caught. */
import type { Log } from "../base/log.ts";

/** Logs and counts it, and goes on: it costs the one thing that it befell, and that one's row says what is left to do. */
export function logUncaught(log: Log): void {
  process.on("unhandledRejection", (error) => log.error("unhandled rejection", { error }));
  process.on("uncaughtException", (error) => log.error("uncaught exception", { error }));
}
