/** English: letting a new secret of a webhook take over. */

const list = (headers: readonly string[]) => headers.map((header) => `\`${header}\``).join(", ");

/** The dialog: what is asked first, and what is shown then. */
export const rotating = {
  title: (name: string) => `Rotate the secret of “${name}”`,
  text: "A new secret signs from now on. Whoever runs the receiver needs it before the last one ends.",
  overlap: "The last one signs beside it for",
  overlaps: { none: "No time", "1h": "1 hour", "24h": "24 hours", "7d": "7 days" },
  notes: {
    none: "What is sent from now on is verified by the new one alone: for a secret that others got hold of.",
    some: "Each request carries both signatures meanwhile, so that either secret verifies it.",
  },
  twoSign: (when: string) =>
    `Two secrets sign already: the last one until ${when}. Wait until then, or choose no time, which ends it at once.`,
  action: "Rotate secret",
  why: {
    full: "Two secrets sign already: choose no time, or wait until the last one ends.",
    busy: "The new secret is on its way.",
  },
  shown: {
    title: "Copy the new secret",
    text: "It signs from now on. Give it to whoever runs the receiver.",
  },
  overlapping: (when: string) => `The last one signs beside it until ${when}.`,
  alone: "The last one signs no more.",
  switched: {
    before: (headers: readonly string[]) =>
      `${list(headers)} ${headers.length === 1 ? "holds" : "hold"} one signature, and will be by the new one at once.`,
    after: (headers: readonly string[]) =>
      `${list(headers)} ${headers.length === 1 ? "holds" : "hold"} one signature: by the new one already.`,
  },
};
