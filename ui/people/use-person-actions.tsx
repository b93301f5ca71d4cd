/** What can be done with a person: the items of the menu, and what they open. */
import { useState } from "preact/hooks";
import { useDoing } from "../doing.ts";
import { Confirm } from "../kit/Confirm.tsx";
import type { MenuItem } from "../kit/Menu.tsx";
import { changePerson, deletePerson, makePersonLink, type Person, type PersonLink } from "../people-client.ts";
import { ownSession } from "../session/session.ts";
import { own } from "../words/people.ts";
import { OwnerQuestion } from "./OwnerQuestion.tsx";
import { ShownLink } from "./ShownLink.tsx";

/** The menu's items, and the dialog that is open. */
export function usePersonActions(person: Person) {
  const { actions, change, removal, roles, link: linkWords } = own.people;
  const { name, id } = person;
  const [asked, setAsked] = useState<"role" | "remove" | null>(null);
  const [link, setLink] = useState<PersonLink | null>(null);
  const { isBusy, run } = useDoing();
  const self = ownSession()?.person;
  const isSelf = self?.id === id;
  const isAdmin = self === undefined || self.role === "admin";
  const role = person.role === "admin" ? "owner" : "admin";
  const close = () => setAsked(null);
  const confirm = (work: () => Promise<unknown>, done: string) => async () => {
    await run(work, done);
    close();
  };

  const items: MenuItem[] = [
    { icon: "link", text: actions.link, run: () => run(async () => setLink(await makePersonLink(id))) },
    ...(isAdmin && !isSelf
      ? [
          {
            icon: "people" as const,
            text: role === "admin" ? actions.makeAdmin : actions.makeOwner,
            run: () => setAsked("role"),
          },
        ]
      : []),
    ...(isSelf
      ? []
      : [null, { icon: "trash" as const, text: actions.remove, isGrave: true, run: () => setAsked("remove") }]),
  ];
  const question = (
    <>
      {link && <ShownLink title={linkWords.made(name)} link={link} onClose={() => setLink(null)} />}
      {asked === "role" && role === "owner" && <OwnerQuestion person={person} onClose={close} />}
      {asked === "role" && role === "admin" && (
        <Confirm
          title={change.adminTitle(name)}
          action={change.adminAction}
          kind="main"
          isBusy={isBusy}
          onConfirm={confirm(() => changePerson(id, { role }), change.done(name, roles.admin.name))}
          onClose={close}
        >
          <p>{change.adminText}</p>
        </Confirm>
      )}
      {asked === "remove" && (
        <Confirm
          title={removal.title(name)}
          action={removal.action}
          isBusy={isBusy}
          onConfirm={confirm(() => deletePerson(id), removal.done(name))}
          onClose={close}
        >
          <p>{removal.text}</p>
        </Confirm>
      )}
    </>
  );
  return { items, question };
}
