/** A draft when what it began from has moved. Pure. */

/** What was typed since stays; everything else is as it is stored now. @param before from which on it was typed */
export function merged<Draft extends object>(draft: Draft, before: Draft, stored: Draft): Draft {
  const names = Object.keys(stored) as (keyof Draft)[];
  const isLeft = (name: keyof Draft) => JSON.stringify(draft[name]) === JSON.stringify(before[name]);
  return Object.fromEntries(names.map((name) => [name, (isLeft(name) ? stored : draft)[name]])) as unknown as Draft;
}
