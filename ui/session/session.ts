/** Who is signed in: asked when the page opens, lost when the server refuses. */
import { signal } from "@preact/signals";
import { credentials, problemOf, readSession, signIn, signOut } from "../client.ts";
import { forgetAll } from "../reading.ts";
import type { Session } from "../shapes.ts";
import { forgetKey, keptKey } from "./key.ts";

/** How far a person has come: `keyed` and `keyless` are for a server that has no sessions yet. */
export type Access =
  | { state: "asking" }
  | { state: "silent"; detail: string }
  | { state: "signed-out" }
  | { state: "signed-in"; session: Session }
  | { state: "keyed" }
  | { state: "keyless"; isRefused: boolean };

/** The person before the page. */
export const access = signal<Access>({ state: "asking" });

/** Finds out who is there. */
export async function enter(): Promise<void> {
  credentials.onRefused = lose;
  try {
    access.value = { state: "signed-in", session: await readSession() };
  } catch (error) {
    const { status, detail } = problemOf(error);
    if (status === 401) access.value = { state: "signed-out" };
    else if (status !== 404) access.value = { state: "silent", detail };
    else enterByKey(keptKey());
  }
}

/** Signs in. @throws Refusal when the server does not know the two together */
export async function enterBy(email: string, password: string): Promise<void> {
  access.value = { state: "signed-in", session: await signIn(email, password) };
}

/** Goes in with an API key, or waits for one. */
export function enterByKey(key: string | null): void {
  credentials.key = key;
  access.value = key === null ? { state: "keyless", isRefused: false } : { state: "keyed" };
}

/** Signs out, and leaves nothing behind that was read. */
export async function leave(): Promise<void> {
  if (access.peek().state === "signed-in") await signOut();
  lose();
}

function lose(): void {
  const { state } = access.peek();
  if (state === "asking" || state === "signed-out" || state === "keyless") return;
  const isKeyed = state === "keyed";
  forgetKey();
  credentials.key = null;
  access.value = isKeyed ? { state: "keyless", isRefused: true } : { state: "signed-out" };
  forgetAll();
}
