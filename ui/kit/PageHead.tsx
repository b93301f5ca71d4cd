/** The head of a page: its name, one line of what it is for, and what can be done. */
import type { ComponentChildren } from "preact";
import { useEffect } from "preact/hooks";
import { words } from "../words/words.ts";
import { Icon } from "./Icon.tsx";

/** What stands in it. */
export interface PageHeadProps {
  title: string;
  /** Whether a machine made the title. */
  isMono?: boolean;
  lede?: ComponentChildren;
  /** The page above. */
  crumb?: { href: string; text: string };
  /** Beside the title: a state. */
  beside?: ComponentChildren;
  children?: ComponentChildren;
}

/** The head; it names the browser's tab too. */
export function PageHead({ title, isMono = false, lede, crumb, beside, children }: PageHeadProps) {
  useEffect(() => {
    document.title = `${title} · ${words.name}`;
  }, [title]);
  return (
    <header class="page-head">
      <div>
        {crumb && (
          <a class="crumb" href={crumb.href}>
            <span class="cut">{crumb.text}</span>
            <Icon name="right" />
          </a>
        )}
        <div class="title-line">
          <h1 class={isMono ? "mono" : undefined} tabIndex={-1}>
            {title}
          </h1>
          {beside}
        </div>
        {lede && <div class="lede">{lede}</div>}
      </div>
      {children && <div class="actions">{children}</div>}
    </header>
  );
}
