/** Views of one thing, as links: the address holds which is open. */

/** A view and where it is. */
export interface Tab {
  href: string;
  text: string;
  isOpen: boolean;
}

/** The line of tabs. */
export function Tabs({ label, tabs }: { label: string; tabs: readonly Tab[] }) {
  return (
    <nav class="tabs" aria-label={label}>
      {tabs.map(({ href, text, isOpen }) => (
        <a key={text} href={href} aria-current={isOpen ? "page" : undefined}>
          {text}
        </a>
      ))}
    </nav>
  );
}
