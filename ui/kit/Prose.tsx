/** A sentence with code in it. */

/** Sets what stands between backticks in the monospaced face. */
export function Prose({ text }: { text: string }) {
  return <>{text.split("`").map((part, index) => (index % 2 === 1 ? <code>{part}</code> : part))}</>;
}
