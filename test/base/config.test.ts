/** What a person may write to configure it, and what is said about mistakes. */
import { describe, expect, test } from "bun:test";
import { join } from "node:path";
import { ConfigError, parseConfig, type ConfigInput } from "../../server/base/config.ts";

const KEY = "k".repeat(32);

test("nothing must be configured", () => {
  const { sources, warnings, ...values } = parseConfig({ env: {} });
  expect(values).toEqual({
    host: "127.0.0.1",
    port: 8420,
    dataDir: "./data",
    baseUrl: null,
    adminKey: null,
    secretKey: null,
    profile: "standard",
    allowTargets: [],
    smtpUrl: null,
    mailFrom: null,
    maxBodyBytes: 262_144,
    maxInFlight: 8_000,
    trustedProxies: [],
    logLevel: "info",
    shutdownSeconds: 8,
  });
  expect(new Set(Object.values(sources))).toEqual(new Set(["default"]));
  expect(warnings).toEqual([]);
});

test("a flag wins over the environment, the environment over the default", () => {
  const config = parseConfig({ env: { HOOKWHEEL_PORT: "1", HOOKWHEEL_HOST: "::1" }, flags: { port: "2" } });
  expect([config.port, config.host, config.logLevel]).toEqual([2, "::1", "info"]);
  expect([config.sources.port, config.sources.host, config.sources.logLevel]).toEqual([
    "flag",
    "environment",
    "default",
  ]);
});

test("every value can come from a file, its outer white space left out", () => {
  const files: Record<string, string> = { "/run/key": `${KEY}\n`, "/run/port": " 99 " };
  const readFile = (path: string) => files[path] as string;
  const env = { HOOKWHEEL_ADMIN_KEY_FILE: "/run/key", HOOKWHEEL_PORT_FILE: "/run/port" };
  const config = parseConfig({ env, flags: { secretKeyFile: "/run/key" }, readFile });
  expect([config.adminKey, config.secretKey, config.port]).toEqual([KEY, KEY, 99]);
  expect([config.sources.adminKey, config.sources.secretKey, config.sources.port]).toEqual(["file", "file", "file"]);
});

test("an empty variable is as good as none", () => {
  expect(parseConfig({ env: { HOOKWHEEL_ADMIN_KEY: "", HOOKWHEEL_PORT: "" } })).toEqual(parseConfig({ env: {} }));
});

test("all mistakes are told at once, each by the name that the person wrote", () => {
  const faults = faultsOf({
    env: {
      HOOKWHEEL_PORT: "http",
      HOOKWHEEL_LOG_LEVEL: "loud",
      HOOKWHEEL_ADMIN_KEY: KEY,
      HOOKWHEEL_ADMIN_KEY_FILE: join(import.meta.dir, "config.test.ts"),
      HOOKWHEEL_SECRET_KEY_FILE: "/nowhere/key",
    },
    flags: { maxInFlight: "0" },
  });
  expect(faults).toEqual([
    "HOOKWHEEL_PORT: must be a whole number from 0 to 65535",
    "HOOKWHEEL_ADMIN_KEY and HOOKWHEEL_ADMIN_KEY_FILE are both set: keep one",
    expect.stringMatching(/^HOOKWHEEL_SECRET_KEY_FILE: cannot read \/nowhere\/key: ENOENT/),
    "--max-in-flight: must be a whole number from 1 to 60000",
    "HOOKWHEEL_LOG_LEVEL: must be one of debug, info, warn, error",
  ]);
});

test("a key that is too short is refused without being shown", () => {
  const secret = "hunter2";
  const faults = faultsOf({ env: { HOOKWHEEL_ADMIN_KEY: secret, HOOKWHEEL_SECRET_KEY: `${KEY}\u00e9` } });
  expect(faults).toHaveLength(2);
  expect(faults.join()).not.toContain(secret);
  expect(faults.join()).not.toContain(KEY);
});

test.each(["8420.5", "-1", "65536", "1e3", "0x10", " 80", "99999999999"])("%p is no port", (port) => {
  expect(faultsOf({ env: { HOOKWHEEL_PORT: port } })).toHaveLength(1);
});

test.each([
  ["HOOKWHEEL_MAX_INFLIGHT", ": did you mean HOOKWHEEL_MAX_IN_FLIGHT?"],
  ["HOOKWHEEL_HOT", ": did you mean HOOKWHEEL_HOST?"],
  ["HOOKWHEEL_PROT", ": did you mean HOOKWHEEL_PORT?"],
  ["HOOKWHEEL_ADMINKEY_FILE", ": did you mean HOOKWHEEL_ADMIN_KEY?"],
  ["hookwheel_port", ": did you mean HOOKWHEEL_PORT?"],
  ["HOOKWHEEL_COLOUR_OF_THE_UI", ""],
])("%s is warned of with the likely name", (name, hint) => {
  expect(parseConfig({ env: { [name]: "1" } }).warnings).toEqual([`${name} is unknown${hint}`]);
});

test("a variable that this version does not use is not taken in silence", () => {
  const { warnings } = parseConfig({ env: { HOOKWHEEL_DISK_BUDGET: "1g", PATH: "/bin" } });
  expect(warnings).toEqual(["HOOKWHEEL_DISK_BUDGET is not used by this version"]);
});

describe("mail", () => {
  const from = "Acme <hooks@acme.example>";

  test.each<[string, object]>([
    ["smtp://mail.example", { host: "mail.example", port: 25, isSecure: false, login: null }],
    ["smtps://mail.example/", { host: "mail.example", port: 465, isSecure: true, login: null }],
    ["smtp://[::1]:2525", { host: "::1", port: 2525, isSecure: false, login: null }],
    [
      "smtp://a%40b:p%2Fw@10.0.0.1:587",
      { host: "10.0.0.1", port: 587, isSecure: false, login: { user: "a@b", password: "p/w" } },
    ],
  ])("%s is understood", (url, server) => {
    const { smtpUrl, mailFrom } = parseConfig({ env: { HOOKWHEEL_SMTP_URL: url, HOOKWHEEL_MAIL_FROM: from } });
    expect(smtpUrl).toEqual(server as never);
    expect(mailFrom).toBe(from);
  });

  test.each([
    "mail.example",
    "https://mail.example",
    "smtp://",
    "smtp://:25",
    "smtp://mail.example:0",
    "smtp://mail.example:x",
    "smtp://mail.example/inbox",
    "smtp://mail.example?tls=no",
    "smtp://hunter2@mail.example",
    "smtp://:hunter2@mail.example",
    "smtp://me:hunter2%@mail.example",
    "smtp://me:hunter2/@mail.example",
    "smtp://mail example",
  ])("%s is refused, and not shown", (url) => {
    const faults = faultsOf({ env: { HOOKWHEEL_SMTP_URL: url, HOOKWHEEL_MAIL_FROM: from } });
    expect(faults).toEqual([expect.stringMatching(/^HOOKWHEEL_SMTP_URL: /)]);
    expect(faults[0]).not.toContain("hunter2");
  });

  test.each(["hooks@acme.example", "Acme <hooks@acme.example>", '"Acme, Inc." <a+b@localhost>'])(
    "%s is a sender",
    (mailFrom) => {
      const env = { HOOKWHEEL_SMTP_URL: "smtp://localhost", HOOKWHEEL_MAIL_FROM: mailFrom };
      expect(parseConfig({ env }).mailFrom).toBe(mailFrom);
    },
  );

  test.each([
    "Acme",
    "a@b@c",
    "a@b, c@d",
    "Acme <a@b> <c@d>",
    "a@b\r\nBcc: c@d",
    "Acme\n <a@b>",
    "@acme.example",
    "a@-acme.example",
    "a b@c",
  ])("%p is none", (mailFrom) => {
    const faults = faultsOf({ env: { HOOKWHEEL_SMTP_URL: "smtp://localhost", HOOKWHEEL_MAIL_FROM: mailFrom } });
    expect(faults).toEqual(["HOOKWHEEL_MAIL_FROM: must be like Acme <hooks@example.com>"]);
  });

  test("needs both a server and a sender", () => {
    expect(faultsOf({ env: { HOOKWHEEL_SMTP_URL: "smtp://localhost" } })).toEqual([
      "HOOKWHEEL_MAIL_FROM: is missing, so that mails over HOOKWHEEL_SMTP_URL would come from nobody",
    ]);
    expect(faultsOf({ env: { HOOKWHEEL_MAIL_FROM: from } })).toEqual([
      "HOOKWHEEL_SMTP_URL: is missing, and HOOKWHEEL_MAIL_FROM alone sends no mail",
    ]);
  });
});

test("the address where people reach it is a scheme, a host and a port, and nothing else", () => {
  const parse = (baseUrl: string) => parseConfig({ env: { HOOKWHEEL_BASE_URL: baseUrl } }).baseUrl;
  expect(parse("https://Hooks.Example/")).toBe("https://hooks.example");
  expect(parse("http://127.0.0.1:8420")).toBe("http://127.0.0.1:8420");
  for (const url of ["hooks.example", "https://hooks.example/app", "https://a@hooks.example", "ftp://hooks.example"]) {
    expect(faultsOf({ env: { HOOKWHEEL_BASE_URL: url } })).toEqual([
      "HOOKWHEEL_BASE_URL: must be a scheme and a host, with a port where needed, like https://hooks.example.com",
    ]);
  }
});

test("the configuration cannot be changed", () => {
  const config = parseConfig({ env: { HOOKWHEEL_ALLOW_TARGETS: "127.0.0.0/8" } });
  expect(() => Object.assign(config, { port: 1 })).toThrow(TypeError);
  expect(() => (config.allowTargets as string[]).push("0.0.0.0/0")).toThrow(TypeError);
});

describe("targets to allow", () => {
  test.each([
    "127.0.0.0/8",
    "10.0.0.0/8, 192.168.0.0/16",
    "::1/128",
    "169.254.169.254/32",
    "fe80::1/128",
    "fc00::/7",
    "0.0.0.0/0",
  ])("%s is taken", (text) => {
    const { allowTargets } = parseConfig({ env: { HOOKWHEEL_ALLOW_TARGETS: text } });
    expect(allowTargets).toEqual(text.split(", "));
  });

  test.each([
    ["10.0.0.1", "10.0.0.1 is an address: write 10.0.0.1/32"],
    ["::1", "::1 is an address: write ::1/128"],
    ["10.0.0.1/8", "10.0.0.1/8 means 10.0.0.0/8: write that"],
    ["10/8", '"10/8" is no CIDR like 10.0.0.0/8'],
    ["010.0.0.0/8", '"010.0.0.0/8" is no CIDR like 10.0.0.0/8'],
    ["10.0.0.0/33", '"10.0.0.0/33" is no CIDR like 10.0.0.0/8'],
    ["localhost", '"localhost" is no CIDR like 10.0.0.0/8'],
    ["127.0.0.0/8,", '"" is no CIDR like 10.0.0.0/8'],
    ["fe80::1%eth0/128", '"fe80::1%eth0/128" is no CIDR like 10.0.0.0/8'],
    ["::ffff:10.0.0.0/104", "::ffff:10.0.0.0/104 stands for IPv4: write it so"],
    ["169.254.0.0/16", "169.254.0.0/16 is link-local: open such addresses one by one, as /32"],
    ["169.254.169.254/31", "169.254.169.254/31 is link-local: open such addresses one by one, as /32"],
    ["fe80::/10", "fe80::/10 is link-local: open such addresses one by one, as /128"],
  ])("%s is refused with its cure", (text, fault) => {
    expect(faultsOf({ env: { HOOKWHEEL_ALLOW_TARGETS: text } })).toEqual([`HOOKWHEEL_ALLOW_TARGETS: ${fault}`]);
  });
});

function faultsOf(input: ConfigInput): readonly string[] {
  try {
    parseConfig(input);
  } catch (error) {
    if (error instanceof ConfigError) return error.faults;
    throw error;
  }
  return [];
}
