/** The variables that a person may set: their names, forms and defaults. */
import { z } from "zod";
import { faultOfCidr } from "./cidr.ts";
import { LOG_LEVELS, type LogLevel } from "./log.ts";
import { parseMailbox } from "./mail-address.ts";
import { type MailServer, parseMailServer } from "./mail-server.ts";

/** What the variables say, once understood. */
export interface Values {
  /** The address or name to listen on. */
  readonly host: string;
  /** 0 for a free one. */
  readonly port: number;
  readonly dataDir: string;
  /** Where people reach it, without a slash at the end; `null` when nobody said. */
  readonly baseUrl: string | null;
  /** `null` to have one made on first boot. */
  readonly adminKey: string | null;
  /** Encrypts at rest. `null` to have one made on first boot. */
  readonly secretKey: string | null;
  /** Of the default organization, on first boot. */
  readonly profile: string;
  /** CIDRs that deliveries may reach although private. */
  readonly allowTargets: readonly string[];
  /** `null` to send no mails. */
  readonly smtpUrl: MailServer | null;
  /** As `parseMailbox` reads it; never `null` when there is a mail server. */
  readonly mailFrom: string | null;
  /** Per event. */
  readonly maxBodyBytes: number;
  /** Requests in flight over all endpoints. */
  readonly maxInFlight: number;
  /** CIDRs of proxies whose `X-Forwarded-For` is believed. */
  readonly trustedProxies: readonly string[];
  readonly logLevel: LogLevel;
  /** How long a stop may take before what is in flight is given up. */
  readonly shutdownSeconds: number;
}

/** One of them. */
export interface Variable<T> {
  /** Understands the text that a person wrote. */
  readonly form: z.ZodType<T, string>;
  readonly default: T;
  /** Shown masked; as a flag only `…-file`, for others can read a process's flags. */
  readonly isSecret: boolean;
  /** For `--help`. */
  readonly about: string;
}

/** In the order of the README. */
export const VARIABLES: { readonly [key in keyof Values]: Variable<Values[key]> } = {
  host: variable(text(/^[a-z0-9:._-]+$/i, "must be an address or a name"), "127.0.0.1", "address to listen on"),
  port: variable(whole(0, 65_535), 8420, "port to listen on, 0 for a free one"),
  dataDir: variable(text(/^[^\0]+$/, "must be a path"), "./data", "folder that holds all data"),
  baseUrl: variable(baseUrl(), null, "where people reach it, for links in mails: https://hooks.example.com"),
  adminKey: secret("admin API key; made on first boot without one", /^[\x21-\x7e]{32,256}$/),
  secretKey: secret("key that encrypts at rest; made on first boot without one", /^[\x21-\x7e]{32,256}$/),
  profile: variable(
    text(/^[a-z][a-z0-9-]*$/, "must be a profile's name, like standard"),
    "standard",
    "profile of the default organization, on first boot",
  ),
  allowTargets: variable(cidrs(), [], "CIDRs, comma-separated, that deliveries may reach although private"),
  smtpUrl: { ...variable<MailServer | null>(mailServer(), null, "mail server for notices"), isSecret: true },
  mailFrom: variable<string | null>(
    z.string().refine((mailbox) => parseMailbox(mailbox) !== null, "must be like Acme <hooks@example.com>"),
    null,
    "who mails come from: Acme <hooks@example.com>",
  ),
  maxBodyBytes: variable(whole(1_024, 4 * 1024 * 1024), 262_144, "largest event, in bytes"),
  maxInFlight: variable(whole(1, 60_000), 8_000, "requests in flight over all endpoints"),
  trustedProxies: variable(cidrs(), [], "CIDRs, comma-separated, of proxies whose X-Forwarded-For is believed"),
  logLevel: variable(
    z.enum(LOG_LEVELS, { error: `must be one of ${LOG_LEVELS.join(", ")}` }) as z.ZodType<LogLevel, string>,
    "info",
    "least level that is logged",
  ),
  shutdownSeconds: variable(whole(0, 600), 8, "how long a stop may take"),
};

/** Known names that this version does nothing with yet. */
export const UNUSED_NAMES: readonly string[] = ["HOOKWHEEL_RETENTION_DAYS", "HOOKWHEEL_DISK_BUDGET"];

/** `maxInFlight` → `HOOKWHEEL_MAX_IN_FLIGHT`. */
export function environmentName(key: keyof Values): string {
  return `HOOKWHEEL_${key.replace(/[A-Z]/g, (letter) => `_${letter}`).toUpperCase()}`;
}

/** `maxInFlight` → `--max-in-flight`; a secret's flag names its file: `--admin-key-file`. */
export function flagName(key: keyof Values): string {
  const name = key.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
  return VARIABLES[key].isSecret ? `--${name}-file` : `--${name}`;
}

function variable<T>(form: z.ZodType<T, string>, fallback: T, about: string): Variable<T> {
  return { form, default: fallback, isSecret: false, about };
}

function secret(about: string, pattern: RegExp): Variable<string | null> {
  const form = text(pattern, "must have 32 to 256 visible ASCII characters");
  return { form, default: null, isSecret: true, about };
}

function text(pattern: RegExp, fault: string): z.ZodType<string, string> {
  return z.string().regex(pattern, fault);
}

function whole(min: number, max: number): z.ZodType<number, string> {
  const fault = `must be a whole number from ${min} to ${max}`;
  return z
    .string()
    .regex(/^\d{1,9}$/, fault)
    .transform(Number)
    .refine((number) => number >= min && number <= max, fault);
}

function cidrs(): z.ZodType<string[], string> {
  return z.string().transform((list, context) => {
    const ranges = list.split(",").map((range) => range.trim());
    for (const range of ranges) {
      const fault = faultOfCidr(range);
      if (fault !== null) context.addIssue({ code: "custom", message: fault });
    }
    return ranges;
  });
}

function baseUrl(): z.ZodType<string | null, string> {
  return z.string().transform((text, { addIssue }) => {
    const url = URL.parse(text);
    const isOrigin = url !== null && /^https?:$/.test(url.protocol) && url.href === `${url.origin}/`;
    if (isOrigin) return url.origin;
    addIssue("must be a scheme and a host, with a port where needed, like https://hooks.example.com");
    return z.NEVER;
  });
}

function mailServer(): z.ZodType<MailServer | null, string> {
  return z.string().transform((text, { addIssue }) => {
    const parsed = parseMailServer(text);
    if ("server" in parsed) return parsed.server;
    addIssue(parsed.fault);
    return z.NEVER;
  });
}
