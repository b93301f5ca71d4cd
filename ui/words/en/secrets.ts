/** A secret that was just made. */

/** Around it, and what is said where it is shown one time only. */
export const secrets = {
  copy: "Copy secret",
  done: "Done",
  once: {
    only: "It is shown this once, and cannot be shown again.",
    what: "the secret",
    copied: "Copied.",
    kept: "I have kept it",
    why: "Copy the secret first, or say that you have kept it.",
  },
};
