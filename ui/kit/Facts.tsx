/** Facts about a thing, as names and values. */
import type { ComponentChildren } from "preact";

/** A name and its value; `null` leaves the fact out. */
export type Fact = readonly [name: string, value: ComponentChildren];

/** The list. */
export function Facts({ facts }: { facts: readonly (Fact | null)[] }) {
  return (
    <dl class="facts">
      {facts.map((fact) => fact && [<dt key={fact[0]}>{fact[0]}</dt>, <dd key={`${fact[0]} value`}>{fact[1]}</dd>])}
    </dl>
  );
}
