/** Beginning a session: what is stored of it, and the cookie that carries it. */
import { newId } from "../../base/ids.ts";
import { SESSION_MS_MAX } from "../../rules/sessions.ts";
import type { NewSession } from "../../store/faces/people.ts";
import type { Rooms } from "../rooms.ts";
import { SESSION_COOKIE } from "../session-ring.ts";
import { hashOf, newToken } from "../tokens.ts";
import type { Visit } from "../visits.ts";

/** Of a browser's name so much is kept, in characters. */
const USER_AGENT_LENGTH_MAX = 255;

/** A session about to begin. */
export interface NewSessionAndCookie {
  fields: Omit<NewSession, "person">;
  /** The value of `Set-Cookie`. */
  cookie: string;
}

/** Makes one; whose it will be, is for the caller to find out. */
export function newSession(
  { clock, publicUrl }: Pick<Rooms, "clock" | "publicUrl">,
  visit: Visit,
): NewSessionAndCookie {
  const now = clock.now();
  const token = newToken();
  return {
    fields: {
      id: newId(now),
      hash: hashOf(token),
      address: visit.address,
      userAgent: visit.request.headers.get("user-agent")?.slice(0, USER_AGENT_LENGTH_MAX) ?? null,
      createdAt: now,
    },
    cookie: cookieText(token, SESSION_MS_MAX / 1000, visit.isByHttps || publicUrl().startsWith("https:")),
  };
}

/** The value of `Set-Cookie` that takes the cookie away. */
export const NO_COOKIE = cookieText("", 0, false);

function cookieText(token: string, maxAgeSeconds: number, isSecure: boolean): string {
  const secure = isSecure ? "; Secure" : "";
  return `${SESSION_COOKIE}=${token}; Path=/; Max-Age=${maxAgeSeconds}; HttpOnly; SameSite=Lax${secure}`;
}
