/** The configuration as a person may see it: each value with where it comes from, secrets masked. */
import type { Config, ConfigSource } from "./config.ts";
import { environmentName, VARIABLES, type Values } from "./variables.ts";

/** One value. */
export interface ShownValue {
  /** As `maxInFlight`. */
  name: keyof Values;
  /** As `HOOKWHEEL_MAX_IN_FLIGHT`. */
  variable: string;
  about: string;
  /** `null` where there is none; dots for a secret. */
  value: string | null;
  source: ConfigSource;
}

const KEYS = Object.keys(VARIABLES) as (keyof Values)[];

/** All values, in the order of the README. */
export function shownConfig(config: Config): ShownValue[] {
  return KEYS.map((name) => ({
    name,
    variable: environmentName(name),
    about: VARIABLES[name].about,
    value: shownValue(config, name),
    source: config.sources[name],
  }));
}

function shownValue(config: Config, name: keyof Values): string | null {
  const value = config[name];
  if (value === null || value.toString() === "") return null;
  return VARIABLES[name].isSecret ? "••••" : value.toString();
}
