/** An API key in place of a session, where there is none; it lives as long as the browser's tab. */

const NAME = "hookwheel-key";

/** The key of this tab, `null` without. */
export function keptKey(): string | null {
  return sessionStorage.getItem(NAME);
}

/** Keeps a key for this tab. */
export function keepKey(key: string): void {
  sessionStorage.setItem(NAME, key);
}

/** Forgets it. */
export function forgetKey(): void {
  sessionStorage.removeItem(NAME);
}
