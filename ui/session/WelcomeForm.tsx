/** Choosing a password, by the one-time link that somebody was sent. */
import { useLocation } from "preact-iso";
import { useState } from "preact/hooks";
import { passwordFault } from "../../server/rules/fields.ts";
import { Button } from "../kit/Button.tsx";
import { choosePassword } from "../people-client.ts";
import { words } from "../words/words.ts";
import { useDoorTitle } from "./DoorFoot.tsx";
import { LinkFault } from "./LinkFault.tsx";
import { PasswordField } from "./PasswordField.tsx";
import { useEntering } from "./use-entering.ts";

/** The form: who has chosen is signed in. */
export function WelcomeForm() {
  const { title, lede, action, refused, toSignIn } = words.door.welcome;
  const { problem, why, run } = useEntering();
  const { route } = useLocation();
  const [password, setPassword] = useState("");
  const [isTried, setTried] = useState(false);
  useDoorTitle(title);
  const submit = async (event: SubmitEvent) => {
    event.preventDefault();
    setTried(true);
    if (passwordFault(password) !== null || why !== null) return;
    if (await run(() => choosePassword(location.hash.slice(1), password))) route("/", true);
  };
  return (
    <>
      <h1>{title}</h1>
      <p class="second">{lede}</p>
      <form onSubmit={submit} noValidate>
        <PasswordField value={password} isTried={isTried} onInput={setPassword} />
        <LinkFault problem={problem} refused={refused} />
        <Button kind="main" type="submit" why={why}>
          {action}
        </Button>
      </form>
      <p class="door-foot small">
        <a href="/">{toSignIn}</a>
      </p>
    </>
  );
}
