/** The page before one is in: sign in, set up, choose a password, or hear why none of it goes. */
import type { ComponentChildren } from "preact";
import { Button } from "../kit/Button.tsx";
import { Mark } from "../kit/Mark.tsx";
import { words } from "../words/words.ts";
import { Nobody } from "./Nobody.tsx";
import { type Access, access, enter } from "./session.ts";
import { SetUpForm } from "./SetUpForm.tsx";
import { SignInForm } from "./SignInForm.tsx";
import { WelcomeForm } from "./WelcomeForm.tsx";

/** One calm card. */
export function Door() {
  return (
    <main class="door">
      <div class="door-card">
        <Mark />
        {cardOf(access.value)}
      </div>
    </main>
  );
}

function cardOf(at: Access): ComponentChildren {
  const { silent } = words.door;
  switch (at.state) {
    case "asking":
    case "signed-in":
      return null;
    case "signed-out":
      return <SignInForm />;
    case "setting-up":
      return <SetUpForm token={at.token} />;
    case "choosing":
      return <WelcomeForm token={at.token} />;
    case "nobody":
      return <Nobody />;
    case "silent":
      return (
        <>
          <h1>{silent}</h1>
          <p class="second">{at.detail}</p>
          <Button kind="main" onClick={enter}>
            {words.retry}
          </Button>
        </>
      );
  }
}
