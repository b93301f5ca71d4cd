/** English: getting in, and the first event. */

/** Sign-in and the first page of an empty instance. */
export const door = {
  signIn: {
    title: "Sign in",
    email: "Email",
    password: "Password",
    action: "Sign in",
    busy: "Signing in",
    wrong: "Email and password do not go together. Check both, and try again.",
    forgotten: "Forgotten? Ask an admin for a link, or run `hookwheel admin reset-password` on the server.",
  },
  setUp: {
    title: "Make yourself the admin",
    lede: "You are the first one here. You add the others later.",
    name: "Name",
    action: "Set up and sign in",
  },
  welcome: {
    title: "Choose a password",
    lede: "It is yours alone. All your other sessions end.",
    password: "New password",
    action: "Save and sign in",
  },
  nobody: {
    title: "Nobody is in yet",
    text: "Hookwheel printed a link when it started, by which you make yourself its admin. It opens once, within 30 minutes.",
    again: "Make another one on the server: `hookwheel setup-url`",
  },
  cure: (cure: string) => `${cure.charAt(0).toUpperCase()}${cure.slice(1)}.`,
  silent: "Hookwheel does not answer",
  first: {
    title: "Send a first event",
    lede: "Say where events go, post one, and watch it arrive: signed, retried, and kept to look at.",
    done: "Done",
    steps: {
      key: {
        title: "Take the key",
        note: "It is the file `admin-key` in the data folder; run this where Hookwheel was started.",
      },
      endpoint: {
        title: "Add a webhook",
        note: "Any public URL. For one on this machine, start with `HOOKWHEEL_ALLOW_TARGETS=127.0.0.0/8`.",
        action: "Add it here",
        or: "Add a webhook by the API",
        seen: (count: string) => `${count} so far.`,
      },
      event: {
        title: "Post an event",
        note: "A 202 means it is on disk, and so is every delivery of it.",
        seen: "The first one is in.",
      },
      delivered: {
        title: "See it delivered",
        note: "This turns by itself when the first delivery has arrived.",
        seen: "Delivered and signed.",
        action: "Look at it",
      },
    },
    languages: { curl: "curl", typescript: "TypeScript", python: "Python" },
    language: "Language",
  },
};
