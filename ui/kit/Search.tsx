/** A field that searches as it is typed; `/` goes to it. */
import type { TargetedKeyboardEvent } from "preact";
import { useEffect, useLayoutEffect, useRef, useState } from "preact/hooks";
import { after } from "../clock.ts";
import { singleKeys } from "../kept.ts";
import { useKeys } from "../keys.ts";
import { Icon } from "./Icon.tsx";

/** How long a pause in typing is before the search begins, in ms. */
const PAUSE_MS = 200;

/** What is looked for. */
export interface SearchProps {
  label: string;
  value: string;
  onSearch: (text: string) => void;
  /** What is known, to choose from. */
  choices?: readonly string[];
  isMono?: boolean;
  /** Whether `/` leaves it alone, where another field of the page is meant. */
  isQuiet?: boolean;
}

/** The field. */
export function Search({ label, value, onSearch, choices, isMono = false, isQuiet = false }: SearchProps) {
  const input = useRef<HTMLInputElement>(null);
  const [text, setText] = useState(value);
  const told = useRef(value);
  // By the address as it is then: another filter may have been pressed within the pause.
  const search = useRef(onSearch);
  search.current = onSearch;
  const tell = (wanted: string) => {
    told.current = wanted;
    search.current(wanted);
  };
  // A value that comes back as it was told stands behind what has been typed since.
  useLayoutEffect(() => {
    if (value === told.current) return;
    told.current = value;
    setText(value);
  }, [value]);
  useEffect(() => (text === told.current ? undefined : after(PAUSE_MS, () => tell(text))), [text]);
  const press = ({ key, currentTarget }: TargetedKeyboardEvent<HTMLInputElement>) => {
    if (key !== "Escape") return;
    if (text === "") return currentTarget.blur();
    setText("");
    tell("");
  };
  useKeys(isQuiet ? {} : { "/": () => input.current?.select() });
  const list = choices === undefined ? undefined : `choices-${label.replaceAll(" ", "-")}`;
  return (
    <div class="search">
      <Icon name="search" />
      <input
        ref={input}
        class={`input${isMono && text !== "" ? " mono" : ""}`}
        type="text"
        aria-label={label}
        placeholder={label}
        value={text}
        list={list}
        autocomplete="off"
        spellcheck={false}
        onInput={(event) => setText(event.currentTarget.value)}
        onKeyDown={press}
      />
      {!isQuiet && singleKeys.value === "on" && text === "" && <kbd>/</kbd>}
      {choices && (
        <datalist id={list}>
          {choices.map((choice) => (
            <option key={choice}>{choice}</option>
          ))}
        </datalist>
      )}
    </div>
  );
}
