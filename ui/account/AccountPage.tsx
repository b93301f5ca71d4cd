/** One's own account: name, password, and where one is signed in. */
import type { ComponentChildren } from "preact";
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
      <div class="account">
        <Part title={name.title} note={name.note}>
          <NameForm session={session} />
        </Part>
        <Part title={password.title} note={password.note}>
          <PasswordForm person={person} />
        </Part>
        <Part title={sessions.title} note={sessions.note}>
          <SessionsTable />
        </Part>
      </div>
    </>
  );
}

function Part({ title, note, children }: { title: string; note: string; children: ComponentChildren }) {
  return (
    <section class="form-section">
      <div>
        <h2>{title}</h2>
        <p class="second small">{note}</p>
      </div>
      <div class="form-fields">{children}</div>
    </section>
  );
}
