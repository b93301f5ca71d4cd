/** What the system's errors at a start mean, and their cures. */
import type { Config } from "../base/config.ts";
import { AppError } from "../base/errors.ts";
import { StartError } from "../base/start-error.ts";

/** The error as a sentence with its cure, or as it is when it is none of the usual ones. */
export function startFault(error: unknown, { host, port, dataDir }: Config): unknown {
  if (!(error instanceof Error)) return error;
  if (error instanceof AppError) return new StartError(error.message, { cause: error });
  const { code, syscall, path = dataDir } = error as NodeJS.ErrnoException;
  const cure = syscall === "listen" ? listenCure(code, host, port) : folderCure(code, path, dataDir);
  return cure === null ? error : new StartError(cure, { cause: error });
}

function listenCure(code: string | undefined, host: string, port: number): string | null {
  switch (code) {
    case "EADDRINUSE":
      return `Port ${port} on ${host} is in use: stop what listens there, or choose another with HOOKWHEEL_PORT.`;
    case "EACCES":
      return `Port ${port} on ${host} is not ours to open: choose one above 1023 with HOOKWHEEL_PORT.`;
    case "EADDRNOTAVAIL":
    case "EINVAL":
      return `This machine has no address ${host}: set HOOKWHEEL_HOST to one that it has, or to 0.0.0.0 for all.`;
    default:
      return null;
  }
}

function folderCure(code: string | undefined, path: string, dataDir: string): string | null {
  switch (code) {
    case "EACCES":
    case "EPERM":
    case "EROFS":
      return `Cannot write to ${path}: let this user write there, or choose another folder with HOOKWHEEL_DATA_DIR.`;
    case "ENOTDIR":
    case "EEXIST":
      return `${dataDir} is no folder: choose another with HOOKWHEEL_DATA_DIR.`;
    case "ENOSPC":
    case "EDQUOT":
      return `No space is left for ${path}: free some, or choose another folder with HOOKWHEEL_DATA_DIR.`;
    default:
      return null;
  }
}
