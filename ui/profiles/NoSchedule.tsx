/** What stands in the place of a profile's retries while its text cannot be read. */
import { Prose } from "../kit/Prose.tsx";
import { setUp } from "../words/set-up.ts";

/** The sentence. */
export function NoSchedule() {
  return (
    <p class="second">
      <Prose text={setUp.profiles.schedule.unreadable} />
    </p>
  );
}
