/** The command line: which verb, which options, which exit code. */
import { Command, CommanderError } from "commander";
import { ConfigError } from "../base/config.ts";
import { AppError } from "../base/errors.ts";
import { StartError } from "../base/start-error.ts";
import { environmentName, flagName, VARIABLES, type Values } from "../base/variables.ts";
import { VERSION } from "../base/version.ts";
import { addPeopleVerbs } from "./people-verbs.ts";
import type { Flags, Shell } from "./shell.ts";

/**
 * Runs a verb to its end: 0 when it did what was asked, 2 for a mistake in how it was asked, else 1.
 *
 * @throws what is a bug
 */
export async function run(args: readonly string[], shell: Shell): Promise<number> {
  let exitCode = 0;
  const program = programOf(shell, (code) => void (exitCode = code));
  try {
    await program.parseAsync(args, { from: "user" });
    return exitCode;
  } catch (error) {
    // Commander has told its own.
    if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2;
    const isMistake = error instanceof ConfigError || error instanceof AppError;
    if (!isMistake && !(error instanceof StartError)) throw error;
    shell.tell(error.message);
    return isMistake ? 2 : 1;
  }
}

/** Each verb's file is loaded when it is called: a health check needs no server. */
function programOf(shell: Shell, end: (exitCode: number) => void): Command {
  const program = new Command("hookwheel").description("Webhooks from one binary.").exitOverride();
  program.version(`hookwheel ${VERSION}`, "--version", "print the version");
  program.configureOutput({
    writeOut: (text) => shell.print(text.trimEnd()),
    writeErr: (text) => shell.tell(text.trimEnd()),
  });
  configured(program.command("serve").description("run the server; the default")).action(async (flags: Flags) =>
    end(await (await import("./serve.ts")).serve(flags, shell)),
  );
  program
    .command("version")
    .description("print the version")
    .action(async () => end((await import("./version.ts")).version(shell)));
  configured(program.command("healthcheck").description("ask whether the server runs")).action(async (flags: Flags) =>
    end(await (await import("./healthcheck.ts")).healthcheck(flags, shell)),
  );
  const config = program.command("config").description("look at the configuration");
  configured(config.command("print").description("print every value and where it comes from")).action(
    async (flags: Flags) => end(await (await import("./config-print.ts")).configPrint(flags, shell)),
  );
  addPeopleVerbs(program, configured, shell, end);
  program
    .command("bench")
    .description("measure this machine: accept, deliver, and how fast")
    .option("--json", "print the figures as JSON")
    .option("--seconds <number>", "how long to press")
    .option("--clients <number>", "connections that post events")
    .option("--endpoints <number>", "endpoints that receive them")
    .action(async (flags: Flags) => end(await (await import("./bench.ts")).bench(flags, shell)));
  program
    .command("bench-role <name> <options>", { hidden: true })
    .action(async (name: string, options: string) =>
      end(await (await import("./bench/role.ts")).benchRole(name, options)),
    );
  return program;
}

/** Adds a flag for each variable. */
function configured(command: Command): Command {
  for (const key of Object.keys(VARIABLES) as (keyof Values)[]) {
    command.option(`${flagName(key)} <value>`, `${VARIABLES[key].about} (${environmentName(key)})`);
  }
  return command;
}
