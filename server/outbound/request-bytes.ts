/** Writes a request as it goes on the wire, or finds that it cannot be formed. */
import type { OutboundRequest } from "./exchange.ts";
import type { Origin } from "./origin.ts";

/** *Source:* RFC 9110 section 5.6.2 and 5.5: a name is a token; a value holds no control character but the tab. */
const NAME = /^[!#$%&'*+\-.^_`|~0-9A-Za-z]+$/;
const VALUE = /^[\t\x20-\x7e\x80-\xff]*$/;

/** Say where the request ends and what may come back: nobody else sets them. */
const OURS = new Set(["host", "accept-encoding", "connection", "content-length", "transfer-encoding"]);

/** The whole request: headers in their order and in Latin-1, the body in UTF-8. `null` where a header cannot be sent. */
export function requestBytes({ headers, body }: OutboundRequest, { host, path }: Origin): Buffer | null {
  let head = `POST ${path} HTTP/1.1\r\nHost: ${host}\r\n`;
  let accept = "Accept: */*\r\n";
  for (const [name, value] of headers) {
    if (!NAME.test(name) || !VALUE.test(value)) return null;
    const lowerCased = name.toLowerCase();
    if (OURS.has(lowerCased)) continue;
    if (lowerCased === "accept") accept = "";
    head += `${name}: ${value}\r\n`;
  }
  const bodyBytesCount = Buffer.byteLength(body);
  head += `${accept}Accept-Encoding: identity\r\nConnection: keep-alive\r\nContent-Length: ${bodyBytesCount}\r\n\r\n`;
  const bytes = Buffer.allocUnsafe(head.length + bodyBytesCount);
  bytes.write(head, "latin1");
  bytes.write(body, head.length);
  return bytes;
}
