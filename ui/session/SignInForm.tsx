/** Signing in with email and password. */
import { Prose } from "../kit/Prose.tsx";
import { words } from "../words/words.ts";
import { DoorForm } from "./DoorForm.tsx";
import { enterBy } from "./session.ts";

/** The form, and what to do when the password is forgotten. */
export function SignInForm() {
  const { title, email, password, action, wrong, forgotten } = words.door.signIn;
  return (
    <>
      <DoorForm
        title={title}
        action={action}
        refused={wrong}
        fields={[
          { name: "email", label: email, type: "email", autocomplete: "username" },
          { name: "password", label: password, type: "password", autocomplete: "current-password" },
        ]}
        onSend={(values) => enterBy(values["email"] ?? "", values["password"] ?? "")}
      />
      <p class="second small">
        <Prose text={forgotten} />
      </p>
    </>
  );
}
