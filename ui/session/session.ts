/** Who is signed in: asked when the page opens, lost when the server refuses. */
import { signal } from "@preact/signals";
import { credentials, isSetUpNeeded, problemOf, readSession, signOut } from "../client.ts";
import { forgetAll } from "../reading.ts";
import type { Session } from "../shapes.ts";
import { forgetKey, keptKey } from "./key.ts";

/** How far a person has come: `keyed` and `keyless` are for whoever uses an API key in place of a session. */
export type Access =
  | { state: "asking" }
  | { state: "silent"; detail: string }
  | { state: "signed-out" }
  /** Nobody is here yet: the one-time link makes the first person. */
  | { state: "nobody" }
  | { state: "signed-in"; session: Session }
  | { state: "keyed" }
  | { state: "keyless"; isRefused: boolean };

/** The person before the page. */
export const access = signal<Access>({ state: "asking" });

/** Finds out who is there. */
export async function enter(): Promise<void> {
  credentials.onRefused = lose;
  const key = keptKey();
  if (key !== null) return enterByKey(key);
  try {
    letIn(await readSession());
  } catch (error) {
    const { status, detail } = problemOf(error);
    if (status !== 401) access.value = { state: "silent", detail };
    else access.value = { state: (await isSetUpNeeded()) ? "nobody" : "signed-out" };
  }
}

/** Takes note of who has signed in, or has changed. */
export function letIn(session: Session): void {
  access.value = { state: "signed-in", session };
}

/** Goes in with an API key. */
export function enterByKey(key: string): void {
  credentials.key = key;
  access.value = { state: "keyed" };
}

/** Offers the other way in: an API key in place of a session, or back. */
export function askForKey(isAsked: boolean): void {
  if (isAsked) access.value = { state: "keyless", isRefused: false };
  else void enter();
}

/** Signs out, and leaves nothing behind that was read. */
export async function leave(): Promise<void> {
  if (access.peek().state === "signed-in") await signOut().catch(() => {});
  access.value = { state: "asking" };
  forgetKey();
  credentials.key = null;
  forgetAll();
  await enter();
}

/** The session that is open, `null` for an API key. */
export function ownSession(): Session | null {
  return access.value.state === "signed-in" ? access.value.session : null;
}

/** Whether the instance is theirs; of an API key it is not known. */
export function isAdmin(): boolean {
  return ownSession()?.role !== "owner";
}

function lose(): void {
  const { state } = access.peek();
  if (state !== "signed-in" && state !== "keyed") return;
  forgetKey();
  credentials.key = null;
  access.value = state === "keyed" ? { state: "keyless", isRefused: true } : { state: "signed-out" };
  forgetAll();
}
