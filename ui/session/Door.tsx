/** The page before one is in: sign in, or find out that nobody answers. */
import { Mark } from "../kit/Mark.tsx";
import { words } from "../words/words.ts";
import { Button } from "../kit/Button.tsx";
import { KeyForm } from "./KeyForm.tsx";
import { access, enter } from "./session.ts";
import { SignInForm } from "./SignInForm.tsx";

/** One calm card. */
export function Door() {
  const at = access.value;
  return (
    <main class="door">
      <div class="door-card">
        <Mark />
        {at.state === "signed-out" && <SignInForm />}
        {at.state === "keyless" && <KeyForm isRefused={at.isRefused} />}
        {at.state === "silent" && (
          <>
            <h1>{words.door.silent}</h1>
            <p class="second">{at.detail}</p>
            <Button kind="main" onClick={enter}>
              {words.retry}
            </Button>
          </>
        )}
      </div>
    </main>
  );
}
