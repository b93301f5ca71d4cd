/** What was just done, at the foot of the page, said aloud. */
import { toasts } from "../toasts.ts";
import { Icon } from "./Icon.tsx";

/** The toasts; the place is always there, so that readers listen to it. */
export function Toasts() {
  return (
    <div class="toasts" role="status" aria-live="polite">
      {toasts.value.map(({ id, text, isFault }) => (
        <div class="toast" key={id}>
          <Icon name={isFault ? "warning" : "check"} />
          {text}
        </div>
      ))}
    </div>
  );
}
