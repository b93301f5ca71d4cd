/** The configuration: flags over environment over defaults, as one frozen object or all faults at once. */
import { readFileSync } from "node:fs";
import { likelyName } from "./likely.ts";
import { environmentName, flagName, UNUSED_NAMES, VARIABLES, type Values } from "./variables.ts";

/** Where a value comes from; `file` when it was read from the file that `…_FILE` or `…-file` names. */
export type ConfigSource = "flag" | "environment" | "file" | "default";

/** All values, where each comes from, and what to warn of. Frozen. */
export interface Config extends Values {
  readonly sources: { readonly [key in keyof Values]: ConfigSource };
  /** Sentences about variables that do nothing. */
  readonly warnings: readonly string[];
}

/** What the configuration is made of. */
export interface ConfigInput {
  readonly env: { readonly [name: string]: string | undefined };
  /** By their camel-case names: `maxInFlight`, and `adminKeyFile` for a secret's file. */
  readonly flags?: { readonly [name: string]: string | undefined };
  /** @throws Error when the file cannot be read */
  readonly readFile?: (path: string) => string;
}

/** Every mistake in the configuration, a sentence each that names the variable and never shows a secret. */
export class ConfigError extends Error {
  override readonly name = "ConfigError";

  constructor(readonly faults: readonly string[]) {
    super(faults.join("\n"));
  }
}

/** A text that a person wrote, and where. */
interface Given {
  readonly text: string;
  readonly source: ConfigSource;
  /** As the person wrote the name. */
  readonly name: string;
}

const PREFIX = "HOOKWHEEL_";

const KEYS = Object.keys(VARIABLES) as (keyof Values)[];

/**
 * Reads the configuration.
 *
 * @throws ConfigError with all faults at once
 */
export function parseConfig(input: ConfigInput): Config {
  const values: Record<string, unknown> = {};
  const sources: Record<string, ConfigSource> = {};
  const faults: string[] = [];
  for (const key of KEYS) {
    const given = givenFor(key, input, faults);
    sources[key] = given?.source ?? "default";
    values[key] = VARIABLES[key].default;
    if (given === null) continue;
    const understood = VARIABLES[key].form.safeParse(given.text);
    if (understood.success) values[key] = understood.data;
    else faults.push(...understood.error.issues.map((issue) => `${given.name}: ${issue.message}`));
  }
  faults.push(...faultsBetween(values as unknown as Values, faults));
  if (faults.length > 0) throw new ConfigError(faults);
  return frozen({ ...values, sources, warnings: warningsOf(input.env) } as unknown as Config);
}

/** What values lack of one another; said only of such as were understood. */
function faultsBetween({ smtpUrl, mailFrom }: Values, told: readonly string[]): string[] {
  if (told.length > 0 || (smtpUrl === null) === (mailFrom === null)) return [];
  return smtpUrl === null
    ? ["HOOKWHEEL_SMTP_URL: is missing, and HOOKWHEEL_MAIL_FROM alone sends no mail"]
    : ["HOOKWHEEL_MAIL_FROM: is missing, so that mails over HOOKWHEEL_SMTP_URL would come from nobody"];
}

/** What was written for a value, or `null` for its default. An empty text is none: compose files leave such behind. */
function givenFor(key: keyof Values, input: ConfigInput, faults: string[]): Given | null {
  const { env, flags = {}, readFile = (path) => readFileSync(path, "utf8") } = input;
  const name = environmentName(key);
  const flag = flags[VARIABLES[key].isSecret ? `${key}File` : key];
  if (flag !== undefined && VARIABLES[key].isSecret) return fromFile(flagName(key), flag);
  if (flag !== undefined) return { text: flag, source: "flag", name: flagName(key) };
  const text = env[name];
  const path = env[`${name}_FILE`];
  if (text && path) faults.push(`${name} and ${name}_FILE are both set: keep one`);
  if (text) return { text, source: "environment", name };
  return path ? fromFile(`${name}_FILE`, path) : null;

  function fromFile(fileName: string, filePath: string): Given | null {
    try {
      return { text: readFile(filePath).trim(), source: "file", name: fileName };
    } catch (error) {
      faults.push(`${fileName}: cannot read ${filePath}: ${error instanceof Error ? error.message : error}`);
      return null;
    }
  }
}

function warningsOf(env: ConfigInput["env"]): string[] {
  const known = KEYS.map(environmentName);
  const warnings: string[] = [];
  for (const written of Object.keys(env).filter((name) => /^HOOKWHEEL_/i.test(name))) {
    const name = written.replace(/_FILE$/, "");
    if (known.includes(name)) continue;
    if (UNUSED_NAMES.includes(name)) {
      warnings.push(`${written} is not used by this version`);
      continue;
    }
    const likely = likelyName(
      name.slice(PREFIX.length).toUpperCase(),
      known.map((other) => other.slice(PREFIX.length)),
    );
    warnings.push(`${written} is unknown${likely === null ? "" : `: did you mean ${PREFIX}${likely}?`}`);
  }
  return warnings;
}

function frozen(config: Config): Config {
  for (const part of Object.values(config)) Object.freeze(part);
  return Object.freeze(config);
}
