/** English: a test event, sent to a webhook by hand. */

/** The dialog, and what came of it. */
export const testEvent = {
  title: (name: string) => `Send test event to “${name}”`,
  text: "Sent once, now, also while the webhook is inactive. It counts in no figure.",
  type: "Event type",
  data: "Data",
  dataNote: "Goes out byte for byte as it stands here.",
  send: "Send",
  again: "Send again",
  sending: "Sending",
  faulty: "Mend the data first.",
  results: {
    delivered: (status: string, span: string) => `It answered ${status} in ${span}.`,
    failed: (reason: string, span: string) => `${reason}, after ${span}.`,
    deliveredTitle: "Delivered.",
    failedTitle: "Not delivered.",
    open: "Open in the inspector",
  },
};
