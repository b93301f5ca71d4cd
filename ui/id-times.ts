/** When an id was made: it stands in the id itself. Pure. */

/** Crockford's base 32, as TypeIDs write it. */
const DIGITS = "0123456789abcdefghjkmnpqrstvwxyz";

/** How many of them hold the time: 48 bits, after two that are always 0. *Source:* TypeID 0.3; RFC 9562, 5.7. */
const TIME_LENGTH = 10;

/** Unix ms at which an id was made, `null` when it is none. */
export function timeOfId(id: string): number | null {
  const text = id.slice(id.lastIndexOf("_") + 1);
  if (text.length !== 26) return null;
  let ms = 0;
  for (const letter of text.slice(0, TIME_LENGTH)) {
    const digit = DIGITS.indexOf(letter);
    if (digit === -1) return null;
    ms = ms * 32 + digit;
  }
  return ms;
}

/** The span in which a thing of an id was made, as a list is asked for it; nothing when it is no id. */
export function spanOfId(id: string): { since: string; until: string } | null {
  const ms = timeOfId(id);
  if (ms === null || ms > 8.64e15) return null;
  return { since: new Date(ms).toISOString(), until: new Date(ms + 1).toISOString() };
}
