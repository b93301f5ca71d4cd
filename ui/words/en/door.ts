/** English: getting in. */

/** Sign-in, the one-time links, and what stands there when there is nobody yet. */
export const door = {
  signIn: {
    title: "Sign in",
    email: "Email",
    password: "Password",
    action: "Sign in",
    wrong: "Email and password do not go together. Check both, and try again.",
    forgotten: "Forgotten? An admin makes you a link, or run `hookwheel admin reset-password` on the server.",
  },
  busy: "One moment",
  wait: (seconds: number) => `Too many tries. Try again in ${seconds}\u2009s.`,
  again: "You can try again now.",
  ways: { byKey: "Use an API key", byPerson: "Sign in with email" },
  nobody: {
    title: "Nobody is here yet",
    text: "A link that opens once makes the first person its admin. It was printed at the first start, and holds for 30 minutes. Make a new one where Hookwheel runs:",
    inside: "On the server",
    container: "In a container",
    after: "Then open the link that it prints.",
  },
  setUp: {
    title: "Set up Hookwheel",
    lede: "You become its admin. This is asked once, and never again.",
    email: "Email",
    name: "Your name",
    nameless: "Type your name.",
    action: "Set up",
    refused:
      "This link was used, is too old, or was replaced by a later one. Make another one with `hookwheel setup-url`.",
    isOver: "Hookwheel is set up already, by somebody else.",
    signIn: "Sign in",
  },
  password: {
    label: "Password",
    show: "Show the password",
    rule: (min: number) => `At least ${min} characters. A few words are easier to keep than signs.`,
    missing: (min: number, count: number) => `At least ${min} characters: ${count} more.`,
    isLong: "Long enough.",
  },
  welcome: {
    title: "Choose a password",
    lede: "Somebody has let you in. Choose a password, and you are signed in.",
    action: "Choose and sign in",
    refused: "This link was used, is too old, or was replaced by a later one. Ask an admin for another one.",
    toSignIn: "I have a password: sign in",
  },
  key: {
    title: "Open with an API key",
    lede: "The admin key is the file `admin-key` in the data folder. It stays in this tab and goes with it.",
    label: "API key",
    action: "Open",
    refused: "The server does not know this key. Check that it is whole.",
  },
  silent: "Hookwheel does not answer",
};
