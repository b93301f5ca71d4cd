/** A group of event types: the whole of it where it can be chosen, or some. */
import { words } from "../words/words.ts";
import { covers } from "./known-types.ts";

/** What can be chosen of event types; those without a group always one by one. */
export type Choosable = "types" | "groups" | "either";

/** The group, and what is chosen of it. */
export interface TypeGroupListProps {
  group: string;
  types: readonly string[];
  chosen: readonly string[];
  by: Choosable;
  onToggle: (event: string) => void;
}

/** A box for the group where it can be chosen, and one for each type, ticked and fixed where the group is. */
export function TypeGroupList({ group, types, chosen, by, onToggle }: TypeGroupListProps) {
  const { wholeGroup, ungrouped } = words.form.events;
  const whole = `${group}.*`;
  const shownTypes = by === "groups" && group !== "" ? [] : types;
  return (
    <fieldset class="type-group">
      <legend class="unseen">{group || ungrouped}</legend>
      {group === "" || by === "types" ? (
        <p class="second small">{group || ungrouped}</p>
      ) : (
        <label class="check">
          <input type="checkbox" checked={chosen.includes(whole)} onChange={() => onToggle(whole)} />
          <span class="mono">{whole}</span>
          <span class="second small">{wholeGroup(group)}</span>
        </label>
      )}
      {shownTypes.map((type) => {
        const isByGroup = !chosen.includes(type) && covers(chosen, type);
        return (
          <label class="check within" key={type}>
            <input
              type="checkbox"
              checked={isByGroup || chosen.includes(type)}
              disabled={isByGroup}
              onChange={() => onToggle(type)}
            />
            <span class="mono">{type}</span>
          </label>
        );
      })}
    </fieldset>
  );
}
