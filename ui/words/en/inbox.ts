/** English: inboxes. */

/** The list, one inbox, and what its requests show. */
export const inbox = {
  title: "Inbox",
  lede: "Receivers inside Hookwheel, to look at what is sent. They keep the last 100 requests, for a day.",
  create: "New inbox",
  created: "The inbox is there, with a webhook that points at it.",
  zero: {
    title: "No inbox yet",
    text: "An inbox shows every request that reaches it, live, and checks its signature. No tool from outside is needed.",
  },
  columns: { address: "Address", requests: "Requests", last: "Last request", created: "Made" },
  requests: (count: number) => `${count} ${count === 1 ? "request" : "requests"}`,
  kept: "In memory alone: the last 100 requests of a day, until the next start.",
  url: "the inbox’s URL",
  webhook: "Its webhook",
  webhooks: (count: number) => `Its ${count} webhooks`,
  noWebhook: "No webhook points here: add one with this URL, or send something to it yourself.",
  test: {
    action: "Send a test event",
    none: "No webhook points at this inbox.",
    sending: "Sending",
    sent: "The test event is here.",
    failed: (reason: string) => `The test event did not arrive: ${reason}.`,
  },
  empty: {
    title: "Nothing has come yet",
    text: "Send a test event, or post an event: it is here the moment that it arrives.",
  },
  list: "Requests",
  request: (number: number) => `Request ${number}`,
  outside: "from outside",
  noType: "Request",
  received: "Received",
  event: "Event",
  headers: "Headers",
  body: "Body",
  noBody: "It had no body.",
  truncated: "The body is longer than an inbox keeps: this is its beginning.",
  verdicts: {
    verified: "Verified",
    wrong: "Wrong signature",
    unsigned: "Not signed",
    unknown: "Not checked",
  },
  reasons: {
    verified: "Its signature is right: the secret of a webhook that points here has signed exactly these bytes.",
    wrong:
      "No secret of a webhook that points here gives this signature. Either another secret has signed it, or the id, the time or the body was changed on the way.",
    unsigned: "It lacks the headers `webhook-id`, `webhook-timestamp` and `webhook-signature`.",
    cut: "Its body is longer than an inbox keeps, and a signature is of the whole body.",
    keyless: "No webhook points at this inbox, so there is no secret to check with.",
  },
  gone: "The inbox was deleted, or its environment.",
  more: "More actions",
  removal: {
    item: "Delete",
    title: "Delete this inbox?",
    text: "What it has kept is gone, and so is the webhook that points at it.",
    action: "Delete inbox",
    done: "The inbox is deleted.",
  },
};
