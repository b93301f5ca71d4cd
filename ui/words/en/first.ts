/** English: the first event. */

/** The checklist of an empty instance. */
export const first = {
  title: "Send a first event",
  lede: "Make an inbox, send an event, and watch it arrive: signed, retried, and kept to look at.",
  done: "Done",
  steps: {
    inbox: {
      title: "Make an inbox",
      note: "A receiver inside Hookwheel that shows what reaches it. A webhook that points there comes with it.",
      action: "Make an inbox",
      made: "The inbox is there, with a webhook that points at it.",
      seen: (count: string) => `${count} so far.`,
      or: "Add a webhook of your own",
    },
    event: {
      title: "Send an event",
      note: "A test event goes to the inbox alone. Or post one as your product will: a 202 means that it is on disk.",
      action: "Send test event",
      noInbox: "Make an inbox first.",
      sending: "Sending",
      sent: "The test event is on its way.",
      code: "Post an event",
      makeKey: "Put a new key in",
      keyNote: "It is shown here this once, and can do nothing but post events.",
      keyed: "This key posts events and nothing else. It is not shown again: keep it, or revoke it later.",
      keyName: "First event",
      keyIn: "A new key is in the snippet.",
    },
    arrived: {
      title: "See it arrive",
      note: "This turns by itself as soon as the event is there, and says whether its signature is right.",
      verified: "Delivered, and its signature is right.",
      delivered: "Delivered and signed.",
      action: "Look at it",
      open: "Open the inbox",
    },
  },
  languages: { curl: "curl", typescript: "TypeScript", python: "Python" },
  language: "Language",
  byApi: { title: "Do it all by the API", key: "Take the admin key", endpoint: "Add a webhook" },
};
