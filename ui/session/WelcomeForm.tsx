/** Somebody who got a link chooses a password. */
import { passwordFault } from "../../server/rules/fields.ts";
import { words } from "../words/words.ts";
import { DoorForm } from "./DoorForm.tsx";
import { enterAnew } from "./session.ts";

/** The form; `token` of the link. */
export function WelcomeForm({ token }: { token: string }) {
  const { title, lede, password, action, refused } = words.door.welcome;
  return (
    <DoorForm
      title={title}
      lede={lede}
      action={action}
      refused={refused}
      fields={[
        { name: "password", label: password, type: "password", autocomplete: "new-password", faultOf: passwordFault },
      ]}
      onSend={(values) => enterAnew(token, values["password"] ?? "")}
    />
  );
}
