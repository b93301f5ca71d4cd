/** English: getting in. */
import { THIN } from "../thin.ts";

/** Sign-in, the one-time links, and what stands there when there is nobody yet. */
export const door = {
  signIn: {
    title: "Sign in to Hookwheel",
    email: "Email",
    password: "Password",
    action: "Sign in",
    busy: "Signing in",
    wrong: "Wrong email or password.",
    forgotten: "Forgotten? Ask an admin for a link, or run `hookwheel admin reset-password` on the server.",
  },
  setUp: {
    title: "Make yourself the admin",
    lede: "You are the first one here. You add the others later.",
    name: "Name",
    action: "Set up and sign in",
    refused: "This link was used, is too old, or was replaced. Make another one with “hookwheel setup-url”.",
  },
  welcome: {
    title: "Choose a password",
    lede: "It is yours alone. All your other sessions end.",
    password: "New password",
    action: "Save and sign in",
    refused: "This link was used, is too old, or was replaced. Ask an admin for another one.",
  },
  nobody: {
    title: "Nobody is in yet",
    text: "Hookwheel printed a link when it started, by which you make yourself its admin. It opens once, within 30 minutes.",
    inside: "Make another one on the server",
    container: "or in a container",
  },
  cure: (cure: string) => `${cure.charAt(0).toUpperCase()}${cure.slice(1)}.`,
  silent: "Hookwheel does not answer",
  wait: (seconds: number) => `Too many tries. Try again in ${seconds}${THIN}s.`,
  again: "You can try again now.",
  isOver: "Hookwheel is set up already. Load the page again to sign in.",
  newPassword: {
    show: "Show what is typed",
    rule: (min: number) => `At least ${min} characters. A few words are easier to remember than symbols.`,
    missing: (min: number, count: number) => `At least ${min} characters: ${count} more.`,
    isLong: "Long enough.",
  },
};
