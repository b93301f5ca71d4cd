/** What the page says, in one place. */

/** The doorway's words; text between backticks is set as code. */
export const words = {
  name: "Hookwheel",
  title: "Send a first event",
  lede: "Say where events go, post one, and it is signed, delivered and retried from here.",
  version: "Version",
  uptime: "Up for",
  unknown: "–",
  states: { unread: "Asking", ok: "Running", silent: "Not answering" },
  copy: { idle: "Copy", copied: "Copied", selected: "Selected" },
  copied: (title: string) => `Copied: ${title}`,
  selected: (title: string) => `Selected, ready to copy by keyboard: ${title}`,
  steps: {
    key: {
      title: "Take the key",
      note: "It is the file `admin-key` in the data folder; run this where Hookwheel was started.",
    },
    endpoint: {
      title: "Add an endpoint",
      note: "Any public URL. For one on this machine, start with `HOOKWHEEL_ALLOW_TARGETS=127.0.0.0/8`.",
    },
    event: {
      title: "Post an event",
      note: "A 202 means it is on disk, and so is every delivery of it.",
    },
  },
} as const;
