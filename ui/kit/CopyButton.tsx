/** A button that takes a text to the clipboard, and says so. */
import { copyText } from "../copying.ts";
import { words } from "../words/words.ts";
import { Button } from "./Button.tsx";
import { IconButton } from "./IconButton.tsx";

/** What is copied, and what it is called. */
export interface CopyButtonProps {
  text: string | (() => Promise<string>);
  /** What it is, as it is said once copied: `the body`. */
  what: string;
  /** Words on the button; without, it is an icon. */
  children?: string;
}

/** The button. */
export function CopyButton({ text, what, children }: CopyButtonProps) {
  const copy = () => copyText(text, words.copied(what));
  if (children === undefined) return <IconButton icon="copy" label={`${words.copy} ${what}`} onClick={copy} />;
  return (
    <Button size="small" icon="copy" onClick={copy}>
      {children}
    </Button>
  );
}
