/** What was just done, at the foot of the page, said aloud. */
import { toasts } from "../toasts.ts";
import { Icon } from "./Icon.tsx";
import { openDialogs } from "./open-dialogs.ts";

/** The toasts; the place is always there, so that readers listen to it, and in the uppermost dialog while one is open. */
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

/** The toasts of the page; while a dialog is open they stand in that. */
export function PageToasts() {
  return openDialogs.value.length === 0 ? <Toasts /> : null;
}
