/** The palette: go anywhere, do anything, paste any id and land on it. */
import { useEffect, useRef, useState } from "preact/hooks";
import { Dialog } from "../kit/Dialog.tsx";
import { Icon } from "../kit/Icon.tsx";
import { words } from "../words/words.ts";
import type { Finding } from "./findable.ts";
import { findingsOf } from "./findings.ts";
import { useAct } from "./use-act.ts";
import { useFindable } from "./use-findable.ts";

/** The dialog: a field, and below it what fits. */
export function Palette({ onClose }: { onClose: () => void }) {
  const { title, placeholder, none } = words.shell.palette;
  const [text, setText] = useState("");
  const [at, setAt] = useState(0);
  const list = useRef<HTMLDivElement>(null);
  const findings = findingsOf(text, useFindable());
  useEffect(() => list.current?.children[at]?.scrollIntoView({ block: "nearest" }), [at]);

  const act = useAct();
  const follow = (finding: Finding) => {
    onClose();
    act(finding);
  };
  const press = (event: KeyboardEvent) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    const chosen = findings[at];
    if (step !== undefined && findings.length > 0) setAt((at + step + findings.length) % findings.length);
    else if (event.key === "Enter" && chosen !== undefined) follow(chosen);
    else return;
    event.preventDefault();
  };
  return (
    <Dialog title={title} class="palette" isBare onClose={onClose}>
      <input
        type="text"
        role="combobox"
        aria-label={title}
        aria-expanded="true"
        aria-controls="palette-list"
        aria-activedescendant={findings.length > 0 ? `palette-${at}` : undefined}
        placeholder={placeholder}
        value={text}
        autocomplete="off"
        spellcheck={false}
        onInput={(event) => {
          setText(event.currentTarget.value);
          setAt(0);
        }}
        onKeyDown={press}
      />
      <div id="palette-list" class="palette-list" role="listbox" aria-label={title} ref={list}>
        {findings.map((finding, index) => (
          // oxlint-disable-next-line jsx-a11y/click-events-have-key-events, jsx-a11y/interactive-supports-focus -- the field has the focus and the keys
          <div
            key={index}
            id={`palette-${index}`}
            class="palette-item"
            role="option"
            aria-selected={index === at}
            onClick={() => follow(finding)}
            onMouseMove={() => setAt(index)}
          >
            <Icon name={finding.icon} />
            <span class="cut">{finding.text}</span>
            <span class="kind">{finding.kind}</span>
          </div>
        ))}
      </div>
      {findings.length === 0 && <p class="none">{none}</p>}
    </Dialog>
  );
}
