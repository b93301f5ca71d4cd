/** `admin`: who may sign in, for whoever has the machine. */
import { ask } from "./control.ts";
import { printRows } from "./rows.ts";
import type { Flags, Shell } from "./shell.ts";

interface Link {
  url: string;
  expiresAt: string;
}

interface Person {
  email: string;
  role: string;
  name: string;
  lastSignInAt: string | null;
}

/** Adds an admin, and prints the link by which a password is chosen. @throws AppError `conflict`, `invalid` */
export async function adminCreate(email: string, flags: Flags, shell: Shell): Promise<number> {
  const person = { email, name: flags["name"] ?? email.split("@")[0], role: "admin" };
  return show(shell, await ask<Link>(flags, shell, { ask: "admin-create", person }));
}

/** Prints a link by which somebody chooses a new password. @throws AppError `not_found` */
export async function adminResetPassword(email: string, flags: Flags, shell: Shell): Promise<number> {
  return show(shell, await ask<Link>(flags, shell, { ask: "admin-reset-password", email }));
}

/** Prints everybody. */
export async function adminList(flags: Flags, shell: Shell): Promise<number> {
  const people = await ask<Person[]>(flags, shell, { ask: "admin-list" });
  printRows(
    shell,
    people.map(({ email, role, name, lastSignInAt }) => [email, role, lastSignInAt ?? "–", name]),
  );
  return 0;
}

function show(shell: Shell, { url, expiresAt }: Link): number {
  shell.print(url);
  shell.tell(`It opens once, until ${expiresAt}.`);
  return 0;
}
