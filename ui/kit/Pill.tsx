/** A state in a word: quiet when all is well, coloured where somebody should look. */

/** Green dot, grey dot, or a ground of blue, amber, red. */
export type Tone = "ok" | "still" | "waiting" | "retry" | "failed";

/** The pill. */
export function Pill({ tone, text }: { tone: Tone; text: string }) {
  return <span class={`pill ${tone}`}>{text}</span>;
}
