/** The name of the house. */
import { Mark } from "../kit/Mark.tsx";
import { words } from "../words/words.ts";

/** Mark and name, leading home. */
export function Brand() {
  return (
    <a class="brand" href="/">
      <Mark />
      {words.name}
    </a>
  );
}
