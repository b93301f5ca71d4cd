/** Tokens that open one stream each: for browsers, which cannot send a header along with it. */
import { randomBytes } from "node:crypto";
import type { Clock, UnixMs } from "../../base/clock.ts";
import type { Pass } from "./pass.ts";
import { hashOf } from "../tokens.ts";

/** The tokens that were given out. */
export interface Tokens {
  give(pass: Pass): { token: string; expiresAt: UnixMs };
  /** Uses it up. Answers what it was given for, `null` when it is none, or used, or too old. */
  take(token: string): Pass | null;
}

/** How long a token can be used, in ms. *Source:* DESIGN, section 5. */
const LIFE_MS = 60_000;

/** Past it the oldest is forgotten. */
const TOKENS_MAX = 10_000;

/** None yet. They live in memory alone, by their hashes: a restart forgets them. */
export function createTokens(clock: Clock): Tokens {
  const given = new Map<string, { pass: Pass; diesAtMs: number }>();
  return {
    give(pass) {
      forgetOld();
      const token = `hws_${randomBytes(32).toString("base64url")}`;
      given.set(hashOf(token), { pass, diesAtMs: clock.monotonicMs() + LIFE_MS });
      return { token, expiresAt: clock.now() + LIFE_MS };
    },
    take(token) {
      const hash = hashOf(token);
      const found = given.get(hash);
      given.delete(hash);
      return found !== undefined && clock.monotonicMs() < found.diesAtMs ? found.pass : null;
    },
  };

  /** They lie in the order in which they die. */
  function forgetOld(): void {
    for (const [hash, { diesAtMs }] of given) {
      if (diesAtMs > clock.monotonicMs() && given.size < TOKENS_MAX) return;
      given.delete(hash);
    }
  }
}
