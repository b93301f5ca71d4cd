/** `setup-url`: the one-time URL by which the first person comes in. */
import { ask } from "./control.ts";
import type { Flags, Shell } from "./shell.ts";

/** Prints a new one; the one before is void. @throws AppError `conflict` when there are people */
export async function setupUrl(flags: Flags, shell: Shell): Promise<number> {
  const { url } = await ask<{ url: string }>(flags, shell, { ask: "setup-url" });
  shell.print(url);
  shell.tell("It opens once, within 30 minutes.");
  return 0;
}
