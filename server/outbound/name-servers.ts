/** Asks the machine's hosts file, then its name servers, by c-ares: a silent server holds up nobody else. */
import { readFile } from "node:fs/promises";
import { Resolver } from "node:dns/promises";
import { isIP } from "node:net";
import type { LookUp, Resolution } from "./resolver.ts";

/** Where to ask. */
export interface NameSources {
  /** `IP` or `IP:port`; `null` for those of the machine. */
  servers: readonly string[] | null;
  /** The path of the hosts file. */
  hosts: string;
}

/** The machine's own. */
export const MACHINE_NAMES: NameSources = { servers: null, hosts: "/etc/hosts" };

/**
 * Looks a name up as it stands, without search domains: IPv4 first, then IPv6.
 * Each look-up has a Resolver of its own, since the runtime's shared one remembers answers for as long as their TTL says.
 */
export function askNameServers({ servers, hosts }: NameSources): LookUp {
  return async (name, signal) => {
    const written = await hostsEntries(hosts, name);
    if (written.length > 0) return { addresses: written };
    const resolver = new Resolver();
    if (servers !== null) resolver.setServers(servers);
    const cancel = () => resolver.cancel();
    signal.addEventListener("abort", cancel, { once: true });
    const answers = await Promise.allSettled([resolver.resolve4(name), resolver.resolve6(name)]);
    signal.removeEventListener("abort", cancel);
    return resolutionOf(answers);
  };
}

function resolutionOf(answers: readonly PromiseSettledResult<string[]>[]): Resolution {
  const addresses = answers.flatMap((answer) => (answer.status === "fulfilled" ? answer.value : []));
  if (addresses.length > 0) return { addresses };
  const isUnknown = answers.every((answer) => answer.status === "fulfilled" || isNotFound(answer.reason));
  return { fault: isUnknown ? "name_not_found" : "name_server_failed" };
}

function isNotFound(error: { code?: unknown }): boolean {
  return error.code === "ENOTFOUND" || error.code === "ENODATA" || error.code === "EBADNAME";
}

async function hostsEntries(path: string, name: string): Promise<string[]> {
  const text = await readFile(path, "utf8").catch(() => "");
  return text.split("\n").flatMap((line) => {
    const [address = "", ...names] = (line.split("#", 1)[0] as string).trim().split(/\s+/);
    return isIP(address) !== 0 && names.some((written) => written.toLowerCase() === name) ? [address] : [];
  });
}
