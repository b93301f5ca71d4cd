/** English: what many pages say. */

/** Times, counts, and words on buttons. */
export const common = {
  /** Of numbers and dates; day before month. */
  locale: "en-GB",
  name: "Hookwheel",
  none: "–",
  justNow: "now",
  ago: (span: string) => `${span} ago`,
  due: "due now",
  count: (count: number, one: string, many: string) => `${count.toLocaleString("en-GB")} ${count === 1 ? one : many}`,
  save: "Save",
  cancel: "Cancel",
  close: "Close",
  more: "More actions",
  retry: "Try again",
  copy: "Copy",
  copied: (what: string) => `Copied: ${what}`,
  notCopied: "This browser gives pages no clipboard here. Select the text and copy it.",
  show: "Show",
  hide: "Hide",
  newest: "Newest",
  older: "Older",
  pageEnd: "That is all there is.",
  short: "Looked at many rows and found few. Go on to older ones.",
  loading: "Loading",
  problems: {
    title: "This could not be read",
    silent: "Hookwheel does not answer. Check that it runs, then try again.",
    status: (status: number) =>
      `The server answered ${status} and nothing more. Try again; if it stays, look at its log.`,
    page: (fault: string) => `This page met a fault of its own: ${fault}. Load it again.`,
    reload: "Load it again",
    requestId: (id: string) => `Request ${id}`,
  },
};
