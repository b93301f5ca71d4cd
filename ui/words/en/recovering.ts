/** English: sending a webhook's failed and skipped deliveries again. */

/** The dialog: what is asked first, and how it goes on. */
export const recovering = {
  title: (name: string) => `Recover “${name}”`,
  text: "What failed or was skipped begins its schedule afresh, behind what is new.",
  since: "Of events since",
  spans: { "1h": "The last hour", "24h": "The last 24 hours", "7d": "The last 7 days", exact: "An exact time…" },
  exact: "Exact time",
  states: "Which deliveries",
  stateNames: { both: "Both", failed: "Failed", skipped: "Skipped" },
  counting: "Counting…",
  none: "No delivery matches.",
  count: (count: string) => `${count} will be sent again.`,
  countAtLeast: (count: string) => `At least ${count} will be sent again: the count was cut short.`,
  action: "Send again",
  why: {
    time: "Choose a time first.",
    types: "Choose at least one event type.",
    none: "There is nothing to send again.",
    off: "The webhook is inactive, so nothing is sent to it: activate it first.",
  },
  done: (count: string) => `Done: ${count} on the way again.`,
  cancelled: (done: string, rest: string) => `Cancelled after ${done}: ${rest}.`,
  rest: {
    recover: "these go on, the rest stays as it was",
    resume: "these go on, the rest is held until the webhook is deactivated and activated once more",
  },
  restLeft: "the rest was left as it was",
  cancel: "Cancel recovery",
  cancelTitle: "Cancel this recovery?",
  cancelText: {
    recover: "What is on its way goes on. The rest stays as it is.",
    resume: "What is on its way goes on. The rest is held until the webhook is deactivated and activated once more.",
  },
  keep: "Let it go on",
  underWay: {
    recover: (done: string) => `Another one is under way: ${done} on the way again.`,
    resume: (done: string) => `What was held is being sent: ${done} on the way.`,
  },
  running: "It goes on by itself, whether this stays open or not.",
  show: "Show",
  page: "Open its page",
};
