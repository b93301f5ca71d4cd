/** English: settings. */

/** What the instance is set to, and the test mail. */
export const settings = {
  title: "Settings",
  lede: "Set by variables when Hookwheel starts: to change one, set it and start again.",
  facts: {
    title: "This instance",
    version: "Version",
    url: "Address",
    folder: "Data folder",
    database: "Database",
    free: "Free on the disk",
  },
  mail: {
    title: "Mail",
    set: "Notices go to the owners by mail. Send yourself one to see that it arrives.",
    unset: "No mail server is set, so notices stay in the console. Set `HOOKWHEEL_SMTP_URL` and `HOOKWHEEL_MAIL_FROM`.",
    to: "Send to",
    action: "Send a test mail",
    sending: "Sending",
    none: "No mail server is set.",
    outcomes: {
      sent: (to: string) => `The mail server took it. Look whether it arrives at ${to}.`,
      refused: (reason: string) => `The mail server refused it: ${reason}.`,
      unreachable: (reason: string) => `The mail server could not be used: ${reason}.`,
    },
    noReason: "no reason was given",
  },
  values: "All settings",
  columns: { variable: "Variable", value: "Value", source: "From" },
  unset: "Not set",
  secret: "Set, and secret",
  sources: { flag: "Flag", environment: "Environment", file: "File", default: "Default" },
};
