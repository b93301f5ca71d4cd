/** `keys`: API keys, for whoever has the machine. */
import { ask, given } from "./control.ts";
import { printRows } from "./rows.ts";
import type { Flags, Shell } from "./shell.ts";

interface Key {
  id: string;
  role: string;
  name: string;
  hint: string;
  lastUsedAt: string | null;
}

/** Prints a new key, which is nowhere else. @throws AppError as `POST /keys` */
export async function keysCreate(name: string, flags: Flags, shell: Shell): Promise<number> {
  const { role = "full", expiresAt } = flags;
  const key = given({ name, role, expiresAt });
  const made = await ask<Key & { key: string }>(flags, shell, { ask: "keys-create", key, ...placeOf(flags) });
  shell.print(made.key);
  shell.tell(`It is shown this once. To revoke it: hookwheel keys revoke ${made.id}`);
  return 0;
}

/** Prints keys by their ids and last characters. */
export async function keysList(flags: Flags, shell: Shell): Promise<number> {
  const keys = await ask<Key[]>(flags, shell, { ask: "keys-list", ...placeOf(flags) });
  printRows(
    shell,
    keys.map(({ id, role, hint, lastUsedAt, name }) => [id, role, `…${hint}`, lastUsedAt ?? "–", name]),
  );
  return 0;
}

/** @throws AppError `not_found` */
export async function keysRevoke(id: string, flags: Flags, shell: Shell): Promise<number> {
  await ask(flags, shell, { ask: "keys-revoke", id });
  return 0;
}

function placeOf({ organization, environment }: Flags) {
  return given({ organization, inEnvironment: environment });
}
