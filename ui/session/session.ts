/** Who is signed in: asked when the page opens, lost when the server refuses. */
import { signal } from "@preact/signals";
import { choosePassword, credentials, problemOf, readSession, readSetUp, setUp, signIn, signOut } from "../client.ts";
import { chosenPlace, choosePlace, homeOf } from "../places/place.ts";
import { putAllAway } from "../handed.ts";
import { forgetAll } from "../reading.ts";
import type { Session } from "../shapes.ts";
import { tellFault } from "../toasts.ts";

/** How far a person has come. `nobody`: there is no person yet, and no link in the address either. */
export type Access =
  | { state: "asking" | "signed-out" | "nobody" }
  | { state: "silent"; detail: string }
  | { state: "setting-up" | "choosing"; token: string }
  | { state: "signed-in"; session: Session };

/** The person before the page. */
export const access = signal<Access>({ state: "asking" });

/** Finds out who is there, or what a link in the address is for. */
export async function enter(): Promise<void> {
  credentials.onRefused = lose;
  const link = linkIn(location);
  if (link !== null) {
    // The token is as good as a password: it does not stay in the address.
    history.replaceState(null, "", location.pathname);
    if (link.state === "choosing" || (await outside()).state === "nobody") {
      access.value = link;
      return;
    }
    // The set-up is over, for ever.
    history.replaceState(null, "", "/");
  }
  try {
    comeIn(await readSession());
  } catch (error) {
    const { status, detail } = problemOf(error);
    access.value = status === 401 ? await outside() : { state: "silent", detail };
  }
}

/** Signs in. @throws Refusal when the server does not know the two together */
export async function enterBy(email: string, password: string): Promise<void> {
  comeIn(await signIn(email, password));
}

/** Makes the first admin. @throws Refusal when the link is used up or something in the form is wrong */
export async function enterFirst(form: Parameters<typeof setUp>[0]): Promise<void> {
  const session = await setUp(form);
  history.replaceState(null, "", "/");
  comeIn(session);
}

/** Chooses a password by a link. @throws Refusal when the link is used up */
export async function enterAnew(token: string, password: string): Promise<void> {
  const session = await choosePassword(token, password);
  history.replaceState(null, "", "/");
  comeIn(session);
}

/** Who is signed in, `null` at the door. */
export function ownSession(): Session | null {
  return access.value.state === "signed-in" ? access.value.session : null;
}

/** Takes note of what has changed of who is signed in. */
export function noteOwn(session: Session): void {
  access.value = { state: "signed-in", session };
}

/** Signs out, and leaves nothing behind that was read; says so when the server does not. */
export async function leave(): Promise<void> {
  try {
    await signOut();
  } catch (error) {
    const { status, detail } = problemOf(error);
    // With a 401 the session was over already.
    if (status !== 401) return tellFault(detail);
  }
  choosePlace(null);
  lose();
}

/** Lets a link that is pasted over the page of another, where the browser only notes its `#`, open as anywhere else. */
export function heedLinks(): void {
  addEventListener("hashchange", () => linkIn(location) !== null && location.reload());
}

/** What a link's address is for: the token stands behind its `#`; `null` when it is no link. */
export function linkIn({ pathname, hash }: Pick<Location, "pathname" | "hash">): Access | null {
  const token = hash.slice(1);
  if (token === "") return null;
  if (pathname === "/setup") return { state: "setting-up", token };
  return pathname === "/welcome" ? { state: "choosing", token } : null;
}

function comeIn(session: Session): void {
  credentials.visit++;
  const home = homeOf(session);
  if (chosenPlace.peek() === null && home !== null) choosePlace(home);
  access.value = { state: "signed-in", session };
}

/** Nobody is signed in: because nobody can be yet, or because this person is not. */
async function outside(): Promise<Access> {
  try {
    await readSetUp();
    return { state: "nobody" };
  } catch {
    return { state: "signed-out" };
  }
}

function lose(): void {
  if (access.peek().state !== "signed-in") return;
  credentials.visit++;
  access.value = { state: "signed-out" };
  putAllAway();
  forgetAll();
}
