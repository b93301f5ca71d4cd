/** How a URL is dialled: the name to resolve, the port, and what the far end must be called. */
import { isIP } from "node:net";

/** What one URL says about its far end. */
export interface Origin {
  /** Scheme, host and port, alike for all that share connections. */
  readonly key: string;
  readonly isTls: boolean;
  /** The host without brackets: a name, or an IP. */
  readonly hostname: string;
  /** Whether there is nothing to resolve. */
  readonly isIp: boolean;
  readonly port: number;
  /** The `Host` header: with the port where it is not the scheme's own. */
  readonly host: string;
  /** Path and query. */
  readonly path: string;
}

/** Reads a URL of http or https, `null` for anything else. */
export function originOf(text: string): Origin | null {
  const url = URL.parse(text);
  if (url === null || (url.protocol !== "https:" && url.protocol !== "http:")) return null;
  const isTls = url.protocol === "https:";
  const hostname = url.hostname.startsWith("[") ? url.hostname.slice(1, -1) : url.hostname;
  return {
    key: url.origin,
    isTls,
    hostname,
    isIp: isIP(hostname) !== 0,
    port: url.port === "" ? (isTls ? 443 : 80) : Number(url.port),
    host: url.host,
    path: url.pathname + url.search,
  };
}
