/** The name of the house, and whether somebody is in. */
import mark from "./mark.svg";
import type { KnownHealth } from "./use-health.ts";
import { words } from "./words.ts";

/** The line at the top: mark, name, state. */
export function Masthead({ health }: { health: KnownHealth }) {
  const state = typeof health === "string" ? health : health.status;
  return (
    <header class="masthead">
      <img src={mark} alt="" width={20} height={20} />
      {words.name}
      <output class="state" data-state={state}>
        {words.states[state]}
      </output>
    </header>
  );
}
