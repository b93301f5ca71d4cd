/** Setting up: the first person, who came by the one-time link. */
import { useLocation } from "preact-iso";
import { useState } from "preact/hooks";
import { mailAddressFault, nameFault, passwordFault } from "../../server/rules/fields.ts";
import { Field } from "../form/Field.tsx";
import { Button } from "../kit/Button.tsx";
import { Prose } from "../kit/Prose.tsx";
import { setUp } from "../people-client.ts";
import { words } from "../words/words.ts";
import { useDoorTitle } from "./DoorFoot.tsx";
import { LinkFault } from "./LinkFault.tsx";
import { PasswordField } from "./PasswordField.tsx";
import { useEntering } from "./use-entering.ts";

const RULES = { email: mailAddressFault, name: nameFault, password: passwordFault };

type Name = keyof typeof RULES;

/** The form: who becomes the admin is signed in at once, and led to the first event. */
export function SetUpForm() {
  const { title, lede, email, name, action } = words.door.setUp;
  const { problem, why, run } = useEntering();
  const { route } = useLocation();
  const [form, setForm] = useState({ email: "", name: "", password: "" });
  const [left, setLeft] = useState<readonly Name[]>([]);
  useDoorTitle(title);
  const faultOf = (field: Name) => {
    const refused = problem?.errors?.find(({ path }) => path === field)?.message;
    const fault = refused ?? (left.includes(field) ? RULES[field](form[field]) : null);
    if (field === "name" && form.name.trim() === "" && fault !== null) return words.door.setUp.nameless;
    return fault === null ? undefined : words.form.cure(fault);
  };
  const leave = (field: Name) => form[field] !== "" && setLeft([...left, field]);
  const submit = async (event: SubmitEvent) => {
    event.preventDefault();
    setLeft(["email", "name", "password"]);
    const isSound = (Object.keys(RULES) as Name[]).every((field) => RULES[field](form[field]) === null);
    if (!isSound || why !== null) return;
    if (await run(() => setUp({ ...form, token: location.hash.slice(1) }))) route("/first", true);
  };
  const input = (
    field: "email" | "name",
    label: string,
    inputmode: "email" | "text",
    autocomplete: "username" | "name",
  ) => (
    <Field label={label} fault={faultOf(field)}>
      {(ties) => (
        <input
          {...ties}
          class="input"
          type="text"
          inputmode={inputmode}
          autocomplete={autocomplete}
          value={form[field]}
          onInput={(event) => setForm({ ...form, [field]: event.currentTarget.value })}
          onBlur={() => leave(field)}
        />
      )}
    </Field>
  );
  return (
    <>
      <h1>{title}</h1>
      <p class="second">
        <Prose text={lede} />
      </p>
      <form onSubmit={submit} noValidate>
        {input("email", email, "email", "username")}
        {input("name", name, "text", "name")}
        <PasswordField
          value={form.password}
          isTried={left.includes("password")}
          onInput={(password) => setForm({ ...form, password })}
        />
        <LinkFault problem={problem} refused={words.door.setUp.refused} />
        <Button kind="main" type="submit" why={why}>
          {action}
        </Button>
      </form>
    </>
  );
}
