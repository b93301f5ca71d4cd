/** Getting in with an API key, where nobody is a person yet, or a person has no password at hand. */
import { useState } from "preact/hooks";
import { Button } from "../kit/Button.tsx";
import { Prose } from "../kit/Prose.tsx";
import { words } from "../words/words.ts";
import { DoorFoot, useDoorTitle } from "./DoorFoot.tsx";
import { keepKey } from "./key.ts";
import { enterByKey } from "./session.ts";

/** The form; `isRefused` when the server did not know the last key. */
export function KeyForm({ isRefused }: { isRefused: boolean }) {
  const { title, lede, label, action, refused } = words.door.key;
  const [key, setKey] = useState("");
  useDoorTitle(title);
  const open = (event: SubmitEvent) => {
    event.preventDefault();
    if (key.trim() === "") return;
    keepKey(key.trim());
    enterByKey(key.trim());
  };
  return (
    <>
      <h1>{title}</h1>
      <p class="second">
        <Prose text={lede} />
      </p>
      <form onSubmit={open}>
        <div class="field">
          <label for="key">{label}</label>
          <input
            id="key"
            class="input mono"
            type="password"
            autocomplete="off"
            value={key}
            aria-invalid={isRefused}
            aria-describedby={isRefused ? "key-fault" : undefined}
            onInput={(event) => setKey(event.currentTarget.value)}
          />
          {isRefused && (
            <p class="fault" id="key-fault" role="alert">
              {refused}
            </p>
          )}
        </div>
        <Button kind="main" type="submit">
          {action}
        </Button>
      </form>
      <DoorFoot way="person" />
    </>
  );
}
