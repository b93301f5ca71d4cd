/** A command or a few lines of code, to be copied. */
import type { ComponentChildren } from "preact";
import { CopyButton } from "../kit/CopyButton.tsx";
import { words } from "../words/words.ts";

/** The lines; `children` stand above them at the left. */
export interface SnippetProps {
  text: string;
  what: string;
  children?: ComponentChildren;
}

/** The block. */
export function Snippet({ text, what, children }: SnippetProps) {
  return (
    <div class="snippet">
      {children && (
        <div class="snippet-foot">
          {children}
          <CopyButton text={text} what={what}>
            {words.copy}
          </CopyButton>
        </div>
      )}
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- what scrolls must be reached by keys */}
      <pre tabIndex={0} role="region" aria-label={what}>
        <code>{text}</code>
      </pre>
      {!children && (
        <span class="snippet-copy">
          <CopyButton text={text} what={what} />
        </span>
      )}
    </div>
  );
}
