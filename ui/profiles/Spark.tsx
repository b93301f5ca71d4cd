/** The retries of a profile in the smallest drawing that tells one from another. */
import type { Profile } from "../set-up-shapes.ts";
import { attemptsOf, placeOf } from "./schedule.ts";

/** All of them are drawn to one length, in ms, so that they can be compared. */
const LENGTH_MS = 7 * 86_400_000;

const WIDTH = 160;
const RADIUS = 2.5;

/** Dots on a line; the words beside it say the same. */
export function Spark({ retry }: { retry: Profile["retry"] }) {
  const places = attemptsOf(retry).map(({ atMs }) => Math.min(1, placeOf(atMs, LENGTH_MS)));
  const x = (place: number) => RADIUS + place * (WIDTH - 2 * RADIUS);
  return (
    <svg class="retry-spark" viewBox={`0 0 ${WIDTH} 8`} width={WIDTH} height="8" aria-hidden="true">
      <path d={`M${RADIUS} 4H${x(places.at(-1) ?? 0)}`} />
      {places.map((place, at) => (
        <circle key={at} cx={x(place)} cy="4" r={RADIUS} />
      ))}
    </svg>
  );
}
