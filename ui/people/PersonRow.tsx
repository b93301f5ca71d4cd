/** A person in the list. */
import { Menu } from "../kit/Menu.tsx";
import { Pill } from "../kit/Pill.tsx";
import { When } from "../kit/When.tsx";
import type { Person } from "../people-client.ts";
import { ownSession } from "../session/session.ts";
import { own } from "../words/people.ts";
import { usePersonActions } from "./use-person-actions.tsx";

/** The person, and what organizations are called. */
export interface PersonRowProps {
  person: Person;
  nameOf: (organizationId: string) => string;
}

/** The row. */
export function PersonRow({ person, nameOf }: PersonRowProps) {
  const { you, columns, never, noPassword, actions } = own.people;
  const { items, question } = usePersonActions(person);
  const isSelf = ownSession()?.person.id === person.id;
  return (
    <tr>
      <td class="person">
        <span class="person-name">
          {isSelf ? <a href="/account">{person.name}</a> : person.name}
          {isSelf && <span class="badge">{you}</span>}
        </span>
        <span class="second small cut">{person.email}</span>
      </td>
      <td class="role second">{roleText(person, nameOf)}</td>
      <td class="created right wide-only second">
        <When at={person.createdAt} />
      </td>
      <td class="when right second">
        {person.hasPassword ? (
          person.lastSignInAt === null ? (
            never
          ) : (
            <>
              <span class="narrow-only">{columns.last} </span>
              <When at={person.lastSignInAt} />
            </>
          )
        ) : (
          <Pill tone="waiting" text={noPassword} />
        )}
      </td>
      <td class="do right">
        <Menu label={actions.more(person.name)} items={items} />
        {question}
      </td>
    </tr>
  );
}

function roleText({ role, organizationId }: Person, nameOf: PersonRowProps["nameOf"]): string {
  const { roles, ownerOf } = own.people;
  return organizationId === null ? roles[role].name : ownerOf(nameOf(organizationId));
}
