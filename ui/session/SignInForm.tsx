/** Signing in with email and password. */
import { signIn } from "../client.ts";
import { Button } from "../kit/Button.tsx";
import { Prose } from "../kit/Prose.tsx";
import { words } from "../words/words.ts";
import { DoorFoot, useDoorTitle } from "./DoorFoot.tsx";
import { useEntering } from "./use-entering.ts";

/** The form. What is refused keeps what was typed. */
export function SignInForm() {
  const { title, email, password, action, wrong, forgotten } = words.door.signIn;
  const { problem, why, run } = useEntering();
  useDoorTitle(title);
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    if (why !== null) return;
    const form = new FormData(event.currentTarget as HTMLFormElement);
    void run(() => signIn(String(form.get("email")), String(form.get("password"))));
  };
  return (
    <>
      <h1>{title}</h1>
      <form onSubmit={submit}>
        <div class="field">
          <label for="email">{email}</label>
          <input id="email" name="email" class="input" type="email" autocomplete="username" required />
        </div>
        <div class="field">
          <label for="password">{password}</label>
          <input
            id="password"
            name="password"
            class="input"
            type="password"
            autocomplete="current-password"
            required
            aria-invalid={problem?.status === 401}
            aria-describedby={problem === null ? undefined : "sign-in-fault"}
          />
          {problem && (
            <p class="fault" id="sign-in-fault" role="alert">
              {problem.status === 401 ? wrong : problem.detail}
            </p>
          )}
        </div>
        <Button kind="main" type="submit" why={why}>
          {action}
        </Button>
      </form>
      <p class="second small">
        <Prose text={forgotten} />
      </p>
      <DoorFoot way="key" />
    </>
  );
}
