/** Changing one's own password. */
import { useState } from "preact/hooks";
import { passwordFault } from "../../server/rules/fields.ts";
import { useDoing } from "../doing.ts";
import { Field } from "../form/Field.tsx";
import { Button } from "../kit/Button.tsx";
import { changePerson, type Person } from "../people-client.ts";
import { PasswordField } from "../session/PasswordField.tsx";
import { own } from "../words/people.ts";
import { words } from "../words/words.ts";

/** The form; it is empty again once the password is changed. */
export function PasswordForm({ person }: { person: Person }) {
  const { current: currentLabel, next: nextLabel, action, busy, done, empty, wrong } = own.account.password;
  const [current, setCurrent] = useState("");
  const [next, setNext] = useState("");
  const [isTried, setTried] = useState(false);
  const { isBusy, problem, run } = useDoing(true);
  const isWrong = problem?.errors?.some(({ path }) => path === "currentPassword") ?? false;
  const fault = isWrong ? wrong : isTried && current === "" ? empty : undefined;
  const cure = passwordFault(next);
  const nextFault = isTried && cure !== null ? words.form.cure(cure) : undefined;
  const submit = async (event: SubmitEvent) => {
    event.preventDefault();
    setTried(true);
    if (current === "" || cure !== null || isBusy) return;
    const form = { password: next, currentPassword: current };
    if (!(await run(() => changePerson(person.id, form), done))) return;
    setTried(false);
    setCurrent("");
    setNext("");
  };
  return (
    <form class="account-form" onSubmit={submit} noValidate>
      <Field label={currentLabel} fault={fault}>
        {(ties) => (
          <input
            {...ties}
            class="input"
            type="password"
            autocomplete="current-password"
            value={current}
            onInput={(event) => setCurrent(event.currentTarget.value)}
          />
        )}
      </Field>
      <PasswordField label={nextLabel} value={next} fault={nextFault} onInput={setNext} />
      {problem && !isWrong && (
        <p class="fault" role="alert">
          {problem.detail}
        </p>
      )}
      <div>
        <Button type="submit" why={isBusy ? busy : null}>
          {action}
        </Button>
      </div>
    </form>
  );
}
