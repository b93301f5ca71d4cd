/** The page before one is in: sign in, use a one-time link, or find out that nobody answers. */
import { ErrorBoundary, lazy, useLocation } from "preact-iso";
import { Button } from "../kit/Button.tsx";
import { Mark } from "../kit/Mark.tsx";
import { words } from "../words/words.ts";
import { KeyForm } from "./KeyForm.tsx";
import { Nobody } from "./Nobody.tsx";
import { access, enter } from "./session.ts";
import { SignInForm } from "./SignInForm.tsx";

const SetUpForm = lazy(async () => (await import("./SetUpForm.tsx")).SetUpForm);
const WelcomeForm = lazy(async () => (await import("./WelcomeForm.tsx")).WelcomeForm);

/** Where the link for a new person leads; it is opened by whoever is signed in, too. */
export const WELCOME = "/welcome";

/** Where the link for the first person leads. */
const SET_UP = "/setup";

/** One calm card. */
export function Door() {
  return (
    <main class="door">
      <div class="door-card">
        <Mark />
        <ErrorBoundary>
          <Inside />
        </ErrorBoundary>
      </div>
    </main>
  );
}

function Inside() {
  const { path } = useLocation();
  const at = access.value;
  if (at.state === "silent") {
    return (
      <>
        <h1>{words.door.silent}</h1>
        <p class="second">{at.detail}</p>
        <Button kind="main" onClick={enter}>
          {words.retry}
        </Button>
      </>
    );
  }
  if (path === WELCOME) return <WelcomeForm />;
  if (at.state === "keyless") return <KeyForm isRefused={at.isRefused} />;
  if (at.state !== "nobody") return <SignInForm />;
  return path === SET_UP && location.hash.length > 1 ? <SetUpForm /> : <Nobody />;
}
