/** Who is signed in, leading to the account. */
import { useLocation } from "preact-iso";
import { Icon } from "../kit/Icon.tsx";
import { ownSession } from "../session/session.ts";
import { words } from "../words/words.ts";

/** The line; nothing for an API key. */
export function MyselfLink() {
  const { path } = useLocation();
  const person = ownSession()?.person;
  if (person === undefined) return null;
  const at = path === "/account" ? "page" : undefined;
  return (
    <a class="person-line" href="/account" title={words.shell.account} aria-current={at}>
      <Icon name="person" />
      <span class="cut">{person.name}</span>
    </a>
  );
}
