/** English: people. */

/** The list, adding somebody, and the link that is shown once. */
export const people = {
  title: "People",
  lede: "Who may sign in to this console.",
  create: "Add a person",
  only: "Only this person is shown.",
  showAll: "Show all",
  columns: { name: "Name", role: "Role", last: "Last sign-in", added: "Added" },
  moreColumn: "More actions",
  you: "You",
  never: "Never",
  noPassword: "No password yet",
  roles: {
    admin: { name: "Admin", note: "Everything, in every organization, with people and settings." },
    owner: { name: "Owner", note: "Everything in one organization." },
  },
  ownerOf: (organization: string) => `Owner of ${organization}`,
  zero: {
    title: "Nobody can sign in yet",
    text: "This console is open to whoever has an API key. Add the first person with `hookwheel setup-url`.",
  },
  form: {
    title: "Add a person",
    email: "Email",
    name: "Name",
    role: "Role",
    organization: "Organization",
    action: "Add",
    busy: "Adding",
  },
  link: {
    added: (name: string) => `${name} is added`,
    made: (name: string) => `A link for ${name}`,
    text: "Send this link. It opens once, to choose a password. It is shown this once.",
    ends: "It ends in 72 hours.",
    what: "the link",
    copy: "Copy the link",
    done: "Done",
  },
  actions: {
    more: (name: string) => `More actions: ${name}`,
    link: "Make a password link",
    makeAdmin: "Make an admin",
    makeOwner: "Make an owner",
    remove: "Remove",
  },
  change: {
    adminTitle: (name: string) => `Make ${name} an admin?`,
    adminText: "An admin sees and changes everything, in every organization.",
    adminAction: "Make an admin",
    ownerTitle: (name: string) => `Make ${name} an owner?`,
    ownerText: "An owner sees and changes one organization, and nothing else.",
    ownerAction: "Make an owner",
    done: (name: string, role: string) => `${name} is now: ${role}.`,
  },
  removal: {
    title: (name: string) => `Remove ${name}?`,
    text: "All sessions of this person end at once. What was done stays in the audit log.",
    action: "Remove",
    done: (name: string) => `${name} is removed.`,
  },
};
