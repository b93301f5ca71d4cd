/** English: the events, and one of them. */

/** The list and one event's page. */
export const events = {
  title: "Events",
  lede: "What happened, as your product posted it.",
  type: "Event type",
  namespace: "Namespace",
  columns: { type: "Type", namespace: "Namespace", id: "Id", deliveries: "Deliveries", when: "When" },
  zero: { title: "No events yet", text: "Post one, and it stands here with every delivery of it." },
  first: "Send a first event",
  noMatch: { title: "No event matches", text: "Choose another type, namespace or time.", clear: "Clear the filters" },
  facts: {
    id: "Id",
    namespace: "Namespace",
    happened: "Happened",
    accepted: "Accepted",
    idempotencyKey: "Idempotency key",
  },
  body: "Body",
  bodyNote: "Exactly what every attempt sends.",
  deliveries: "Deliveries",
  noDeliveries: "No webhook wanted this event.",
  newestDeliveries: (shown: number, all: number) =>
    `The newest ${shown.toLocaleString("en-GB")} of ${all.toLocaleString("en-GB")}.`,
  columnsOfDeliveries: {
    webhook: "Webhook",
    state: "State",
    status: "Status",
    duration: "Duration",
    reason: "What went wrong",
    attempts: "Attempts",
    when: "When",
  },
  replay: "Replay…",
  replayTitle: "Replay this event?",
  replayText: "Every webhook that wants it gets it again, with the same `webhook-id`.",
  replayAction: "Replay",
  replayed: (count: string) => `${count} on the way.`,
};
