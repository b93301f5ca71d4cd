/** Which types of events are meant: all, or some of the known ones, also by group, or any that is typed. */
import { useState } from "preact/hooks";
import { eventTypeFault } from "../../server/rules/fields.ts";
import { Icon } from "../kit/Icon.tsx";
import { Prose } from "../kit/Prose.tsx";
import { Segments } from "../kit/Segments.tsx";
import { words } from "../words/words.ts";
import { Chips } from "./Chips.tsx";
import { groupsOf } from "./known-types.ts";
import { type Choosable, TypeGroupList } from "./TypeGroupList.tsx";

/** What is chosen, of what. */
export interface TypePickerProps {
  isForAll: boolean;
  chosen: readonly string[];
  known: readonly string[];
  onChange: (isForAll: boolean, chosen: readonly string[]) => void;
  fault?: string | undefined;
  /** What can be chosen: single types, whole groups, or either. */
  by?: Choosable;
}

/** The picker. */
export function TypePicker({ isForAll, chosen, known, onChange, fault, by = "either" }: TypePickerProps) {
  const { label, all, some, remove } = words.form.events;
  const toggle = (event: string) =>
    onChange(false, chosen.includes(event) ? chosen.filter((one) => one !== event) : [...chosen, event]);
  return (
    <div class="field" role="group" aria-label={label}>
      <span class="label">{label}</span>
      <div>
        <Segments
          label={label}
          value={isForAll ? "all" : "some"}
          onChange={(value) => onChange(value === "all", chosen)}
          segments={[
            { value: "all", label: all },
            { value: "some", label: some },
          ]}
        />
      </div>
      {!isForAll && chosen.length > 0 && <Chips texts={chosen} removeName={remove} onRemove={toggle} />}
      {!isForAll && <KnownTypes chosen={chosen} known={known} by={by} onToggle={toggle} />}
      {fault && (
        <p class="fault" role="alert">
          {fault}
        </p>
      )}
    </div>
  );
}

interface KnownTypesProps {
  chosen: readonly string[];
  known: readonly string[];
  by: Choosable;
  onToggle: (event: string) => void;
}

/** The list to choose from, with a field that searches it and takes what it does not hold. */
function KnownTypes({ chosen, known, by, onToggle }: KnownTypesProps) {
  const { search, noTypes, noMatch, addType } = words.form.events;
  const [text, setText] = useState("");
  const sought = text.trim();
  const found = known.filter((type) => type.toLowerCase().includes(sought.toLowerCase()));
  const isNew = sought !== "" && !known.includes(sought) && !chosen.includes(sought);
  const canAdd = isNew && eventTypeFault(sought) === null;
  const add = () => {
    onToggle(sought);
    setText("");
  };
  return (
    <div class="picker">
      <div class="search">
        <Icon name="search" />
        <input
          class="input"
          type="text"
          aria-label={search}
          placeholder={search}
          value={text}
          autocomplete="off"
          spellcheck={false}
          onInput={(event) => setText(event.currentTarget.value)}
          onKeyDown={(event) => {
            if (event.key !== "Enter") return;
            event.preventDefault();
            if (canAdd) add();
          }}
        />
      </div>
      <div class="picker-list">
        {canAdd && (
          <button type="button" class="picker-add" onClick={add}>
            <Icon name="plus" />
            <span class="mono">{addType(sought)}</span>
          </button>
        )}
        {groupsOf(found).map(({ group, types }) => (
          <TypeGroupList key={group} group={group} types={types} chosen={chosen} by={by} onToggle={onToggle} />
        ))}
        {found.length === 0 && !canAdd && (
          <p class="second small">
            <Prose text={known.length === 0 ? noTypes : noMatch} />
          </p>
        )}
      </div>
    </div>
  );
}
