/** English: the audit log. */

const things: Readonly<Record<string, string>> = {
  endpoint: "webhook",
  organization: "organization",
  environment: "environment",
  profile: "profile",
  event_type: "event type",
  key: "API key",
  delivery: "delivery",
  event: "event",
  recovery: "recovery",
  person: "person",
  session: "session",
};

/** What is done by the words of other pages. */
const deeds: Readonly<Record<string, string>> = { paused: "deactivated", enabled: "activated" };

/** The list, its filters, and one line of it. */
export const audit = {
  title: "Audit log",
  lede: "Who changed what, when, and from where.",
  scope: "Whose changes",
  action: "What",
  all: "All changes",
  columns: { when: "When", who: "Who", what: "What", which: "Which", from: "From" },
  /** `endpoint.created` as `Webhook created`. */
  actionText: (action: string) => {
    const [thing = "", what = ""] = action.split(".", 2);
    const name = things[thing] ?? thing.replaceAll("_", " ");
    return `${name.charAt(0).toUpperCase()}${name.slice(1)} ${deeds[what] ?? what.replaceAll("_", " ")}`;
  },
  zero: { title: "Nothing was changed yet", text: "Every change by API or console stands here from now on." },
  noMatch: { title: "No change matches", text: "Choose another kind of change or time.", clear: "Clear the filters" },
  detail: {
    title: "Change",
    close: "Close",
    who: "Who",
    kinds: { admin_key: "admin key of the configuration", key: "API key", person: "person", operator: "on the server" },
    when: "When",
    from: "From",
    unknown: "Not known",
    which: "Which",
    organization: "Organization",
    environment: "Environment",
    changes: "What was given",
    noChanges: "Nothing was given along.",
    id: "Id",
    gone: "There is no such line here, or it is of another organization.",
  },
};
