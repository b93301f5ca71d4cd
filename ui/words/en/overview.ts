/** English: how everything fares, in figures. */

/** The overview and the figures of a webhook. */
export const overview = {
  overview: {
    title: "Overview",
    lede: "How everything fares.",
    windows: { "1h": "1 h", "24h": "24 h", "7d": "7 d" },
    window: "Span of time",
    needsLook: "Needs a look",
    more: (count: number) => `${count} more`,
    allWell: "Every webhook is well.",
    due: "Due next",
    dueNone: "Nothing waits.",
    queue: "Retry queue",
  },
  stats: {
    rateTitle: "Delivered of all attempts in the last 24 hours",
    delivered: "Delivered",
    rate: (rate: string) => `${rate} of all attempts`,
    noAttempts: "no attempts",
    perMinute: "Per minute",
    peak: (count: string, time: string) => `at most ${count}, ${time}`,
    answer: "Time to answer, p50",
    p95: (span: string) => `p95 ${span}`,
    waiting: "Waiting",
    next: "next in",
    oldest: "oldest from",
    nothingWaits: "nothing is due",
    chart: "Attempts by outcome",
    outcomes: { delivered: "delivered", retried: "failed and retried", failed: "failed for good", ours: "our fault" },
    table: "Show as table",
    time: "From",
    nothing: "Nothing was attempted in this time.",
  },
};
