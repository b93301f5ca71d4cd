/** English: the frame of every page. */

/** Navigation, palette, keys, theme. */
export const shell = {
  skip: "Skip to the page",
  navigation: "Main",
  openMenu: "Menu",
  pages: { overview: "Overview", webhooks: "Webhooks", events: "Events", queue: "Retry queue", first: "First event" },
  find: "Find anything",
  signOut: "Sign out",
  theme: "Theme",
  themes: { system: "As the system", light: "Light", dark: "Dark" },
  notFound: {
    title: "There is nothing here",
    text: "The address may be mistyped, or what it named is gone.",
    back: "Go to webhooks",
  },
  live: {
    stream: "Live",
    asking: "Live",
    held: "Held",
    holdTitle: "Hold the page still (P)",
    goTitle: "Let it move again (P)",
    saidHeld: "The page is held: nothing moves until you let it.",
    saidGoing: "The page moves again.",
  },
  palette: {
    title: "Find anything",
    placeholder: "Go to a page or webhook, or paste an id",
    none: "Nothing is called that. Paste an id of an event, delivery, attempt or webhook to land on it.",
    kinds: { page: "Page", webhook: "Webhook", action: "Action", id: "Id" },
    goTo: (noun: string, id: string) => `Go to ${noun} ${id}`,
    nouns: { ep: "webhook", evt: "event", dlv: "delivery", att: "attempt" },
  },
  keys: {
    title: "Keys",
    open: "Keys",
    single: "Single keys do something",
    singleNote: "Switch them off when you dictate, or when they get in your way.",
    list: {
      palette: "Find anything",
      help: "Show the keys",
      search: "Search, or filter by type",
      hold: "Hold the page still, and let it move",
      create: "New webhook",
      move: "Up and down the deliveries",
      close: "Close what is open",
    },
  },
};
