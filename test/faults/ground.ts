/** The ground a server stands on, and how to break it: disks that fail, fill up or are closed, as that server alone sees them. */
import type { Binary } from "../help/binary.ts";
import { until } from "./patience.ts";

/** Whether the disk of a running process can be made to fail here. */
export const canTrace = Bun.which("strace") !== null && Bun.spawnSync(["strace", "-q", "true"]).success;

/** Whether a process can have mounts of its own here. */
export const canMount = Bun.which("unshare") !== null && Bun.spawnSync(["unshare", "--mount", "true"]).success;

/** Whether root's rights can be taken from a process here. */
export const canDropRights = Bun.which("setpriv") !== null && process.getuid?.() === 0;

/** Until disposed of, nothing that the process writes reaches the disk, and it is told so. */
export async function failToSync({ pid }: Binary): Promise<AsyncDisposable> {
  const inject = ["-e", "trace=fsync,fdatasync", "-e", "inject=fsync,fdatasync:error=EIO"];
  const tracer = Bun.spawn(["strace", "-f", "-q", ...inject, "-o", "/dev/null", "-p", String(pid)], {
    stderr: "ignore",
  });
  await until(
    "the tracer is attached",
    async () => !/^TracerPid:\t0$/m.test(await Bun.file(`/proc/${pid}/status`).text()),
  );
  return {
    async [Symbol.asyncDispose]() {
      tracer.kill("SIGINT");
      await tracer.exited;
    },
  };
}

/** What starts a server with a small disk of its own at a folder, with its files, which nobody else sees and which ends with it. */
export function withSmallDisk(folder: string, size: string): string[] {
  // Where it stands is still the folder beneath.
  const script = `cd "$0" && mount -t tmpfs -o size=${size} none "$0" && cp -a . "$0" && cd "$0" && exec "$@"`;
  return ["unshare", "--mount", "sh", "-euc", script, folder];
}

/** What starts a server for which a folder can only be read. */
export function withReadOnly(folder: string): string[] {
  const script = 'mount --bind "$0" "$0" && mount -o remount,bind,ro "$0" && exec "$@"';
  return ["unshare", "--mount", "sh", "-euc", script, folder];
}

/** What starts a server to which another user's files are closed, although it is root's. */
export const WITHOUT_RIGHTS = ["setpriv", "--bounding-set=-dac_override,-dac_read_search,-fowner", "--inh-caps=-all"];

/** The path of a server's folder as it is seen from outside its mounts. */
export function insideOf({ pid }: Binary, folder: string): string {
  return `/proc/${pid}/root${folder}`;
}
