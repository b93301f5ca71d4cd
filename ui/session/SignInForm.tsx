/** Signing in with email and password. */
import { useEffect, useState } from "preact/hooks";
import { problemOf } from "../client.ts";
import { Button } from "../kit/Button.tsx";
import { Prose } from "../kit/Prose.tsx";
import { words } from "../words/words.ts";
import { enterBy } from "./session.ts";

/** The form. What is refused keeps what was typed. */
export function SignInForm() {
  const { title, email, password, action, busy, wrong, forgotten } = words.door.signIn;
  const [fault, setFault] = useState<string | null>(null);
  const [isBusy, setBusy] = useState(false);
  useEffect(() => {
    document.title = `${title} · ${words.name}`;
  }, []);
  const submit = async (event: SubmitEvent) => {
    event.preventDefault();
    const form = new FormData(event.currentTarget as HTMLFormElement);
    setBusy(true);
    try {
      await enterBy(String(form.get("email")), String(form.get("password")));
    } catch (error) {
      const { status, detail } = problemOf(error);
      setFault(status === 401 ? wrong : detail);
      setBusy(false);
    }
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
            aria-invalid={fault !== null}
            aria-describedby={fault === null ? undefined : "sign-in-fault"}
          />
          {fault !== null && (
            <p class="fault" id="sign-in-fault" role="alert">
              {fault}
            </p>
          )}
        </div>
        <Button kind="main" type="submit" why={isBusy ? busy : null}>
          {action}
        </Button>
      </form>
      <p class="second small">
        <Prose text={forgotten} />
      </p>
    </>
  );
}
