/** One's own account: name, password, and where one is signed in. */
import { FormSection } from "../form/FormSection.tsx";
import { PageHead } from "../kit/PageHead.tsx";
import { ownSession } from "../session/session.ts";
import { own } from "../words/people.ts";
import { NameForm } from "./NameForm.tsx";
import { PasswordForm } from "./PasswordForm.tsx";
import { SessionsTable } from "./SessionsTable.tsx";

/** The page. */
export function AccountPage() {
  const { title, lede, name, password, sessions } = own.account;
  const session = ownSession();
  if (session === null) return null;
  const { person } = session;
  return (
    <>
      <PageHead title={title} lede={lede(person.email, own.people.roles[person.role].name)} />
      <FormSection title={name.title} note={name.note}>
        <NameForm session={session} />
      </FormSection>
      <FormSection title={password.title} note={password.note}>
        <PasswordForm person={person} />
      </FormSection>
      <FormSection title={sessions.title} note={sessions.note}>
        <SessionsTable />
      </FormSection>
    </>
  );
}
