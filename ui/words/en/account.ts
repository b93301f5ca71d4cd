/** English: one's own account. */

/** Name, password, sessions. */
export const account = {
  title: "My account",
  lede: (email: string, role: string) => `${email} · ${role}`,
  name: {
    title: "Name",
    note: "What others see, also in the audit log.",
    label: "Name",
    same: "It is your name already.",
    done: "Your name is saved.",
  },
  password: {
    title: "Password",
    note: "A new one ends all your other sessions.",
    current: "Current password",
    next: "New password",
    action: "Change password",
    busy: "Saving",
    done: "Your password is changed. All other sessions are over.",
    empty: "Type your current password.",
    wrong: "This is not your current password.",
  },
  sessions: {
    title: "Sessions",
    note: "Where you are signed in. One that is not used for 12 hours ends by itself.",
    columns: { where: "Where", address: "Address", began: "Signed in", seen: "Last used" },
    current: "This one",
    gone: "There is no session with this id: it is over, or somebody else’s.",
    unknown: "Unknown program",
    on: (browser: string, system: string) => `${browser} on ${system}`,
    end: "End",
    endOf: (where: string) => `End session: ${where}`,
    done: "The session is over.",
  },
};
