/** Where this machine reaches a server of ours. */

/** `http://127.0.0.1:8420`, also when it listens everywhere. */
export function localUrl({ host, port }: { readonly host: string; readonly port: number }): string {
  const local = host === "0.0.0.0" ? "127.0.0.1" : host === "::" ? "::1" : host;
  return `http://${local.includes(":") ? `[${local}]` : local}:${port}`;
}
