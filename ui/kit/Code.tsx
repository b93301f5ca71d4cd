/** A text that a machine made, as it is; JSON with its parts told apart. */
import { useMemo } from "preact/hooks";
import { indented, jsonTokens } from "../json-tokens.ts";

/** Longer texts are shown plain: a coloured one is an element for every part. */
const COLOURED_LENGTH_MAX = 64 * 1024;

/** The text, and how it is set. */
export interface CodeProps {
  text: string;
  label: string;
  /** Whether JSON is set on lines of its own; else not a blank is changed. */
  isFormatted?: boolean;
}

/** The block. It is scrolled by keys too, and selecting it takes the text alone. */
export function Code({ text, label, isFormatted = false }: CodeProps) {
  const tokens = useMemo(() => {
    const exact = text.length > COLOURED_LENGTH_MAX ? null : jsonTokens(text);
    return exact !== null && isFormatted ? indented(exact) : exact;
  }, [text, isFormatted]);
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- what scrolls must be reached by keys
    <pre class="code" tabIndex={0} role="region" aria-label={label}>
      <code>
        {tokens === null
          ? text
          : tokens.map(({ kind, text }, at) =>
              kind === "mark" || kind === "space" ? (
                text
              ) : (
                <span key={at} class={kind}>
                  {text}
                </span>
              ),
            )}
      </code>
    </pre>
  );
}
