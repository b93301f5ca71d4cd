/** The first person makes themselves the admin. */
import { nameFault, passwordFault } from "../../server/rules/fields.ts";
import { words } from "../words/words.ts";
import { DoorForm } from "./DoorForm.tsx";
import { enterFirst } from "./session.ts";

/** The form; `token` of the set-up URL. */
export function SetUpForm({ token }: { token: string }) {
  const { setUp, signIn } = words.door;
  return (
    <DoorForm
      title={setUp.title}
      lede={setUp.lede}
      action={setUp.action}
      refused={setUp.refused}
      fields={[
        { name: "name", label: setUp.name, type: "text", autocomplete: "name", faultOf: nameFault },
        { name: "email", label: signIn.email, type: "email", autocomplete: "username" },
        {
          name: "password",
          label: signIn.password,
          type: "password",
          autocomplete: "new-password",
          faultOf: passwordFault,
        },
      ]}
      onSend={({ name = "", email = "", password = "" }) => enterFirst({ token, name, email, password })}
    />
  );
}
