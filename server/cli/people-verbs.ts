/** The verbs about people and keys, as the command line takes them. */
import type { Command } from "commander";
import type { Flags, Shell } from "./shell.ts";

/** Adds them. @param configured adds a flag for each variable */
export function addPeopleVerbs(
  program: Command,
  configured: (command: Command) => Command,
  shell: Shell,
  end: (exitCode: number) => void,
): void {
  const setup = program.command("setup-url").description("make the one-time URL for the first person");
  configured(setup).action(async (flags: Flags) => end(await (await import("./setup-url.ts")).setupUrl(flags, shell)));

  const admin = program.command("admin").description("people who may sign in");
  configured(admin.command("create <email>").description("add an admin"))
    .option("--name <name>", "how to call the person")
    .action(async (email: string, flags: Flags) =>
      end(await (await import("./admin.ts")).adminCreate(email, flags, shell)),
    );
  configured(admin.command("reset-password <email>").description("make a link to choose a new password")).action(
    async (email: string, flags: Flags) =>
      end(await (await import("./admin.ts")).adminResetPassword(email, flags, shell)),
  );
  configured(admin.command("list").description("list people")).action(async (flags: Flags) =>
    end(await (await import("./admin.ts")).adminList(flags, shell)),
  );

  const keys = program.command("keys").description("API keys");
  placed(configured(keys.command("create <name>").description("make a key")))
    .option("--role <role>", "admin, owner, full, ingest or read", "full")
    .option("--expires-at <time>", "when it ends, like 2027-01-31T00:00:00Z")
    .action(async (name: string, flags: Flags) =>
      end(await (await import("./keys.ts")).keysCreate(name, flags, shell)),
    );
  placed(configured(keys.command("list").description("list keys"))).action(async (flags: Flags) =>
    end(await (await import("./keys.ts")).keysList(flags, shell)),
  );
  configured(keys.command("revoke <id>").description("revoke a key")).action(async (id: string, flags: Flags) =>
    end(await (await import("./keys.ts")).keysRevoke(id, flags, shell)),
  );
}

function placed(command: Command): Command {
  return command
    .option("--organization <name>", "by externalId or id; the default one, when left out")
    .option("--environment <name>", "by externalId or id; the first one, when left out");
}
