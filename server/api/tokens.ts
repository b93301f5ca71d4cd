/** Tokens that stand in links and cookies, and keys: random, and known by their hash alone. */
import { randomBytes } from "node:crypto";
import type { UnixMs } from "../base/clock.ts";
import type { Link } from "../store/faces/people.ts";

/** A fresh token: 32 random bytes, as they can stand in a URL or a cookie. */
export function newToken(): string {
  return randomBytes(32).toString("base64url");
}

/** SHA-256, in hexadecimal: what is kept of a token or a key. */
export function hashOf(token: string): string {
  return Bun.SHA256.hash(token, "hex");
}

/** A link that opens once, and its token. */
export function newLink(now: UnixMs, lastsMs: number): { token: string; link: Link } {
  const token = newToken();
  return { token, link: { hash: hashOf(token), endsAt: now + lastsMs } };
}
