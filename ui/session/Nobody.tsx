/** What a server says that nobody has set up: how to get the link that does. */
import { CopyButton } from "../kit/CopyButton.tsx";
import { Prose } from "../kit/Prose.tsx";
import { words } from "../words/words.ts";
import { DoorFoot, useDoorTitle } from "./DoorFoot.tsx";

/** The words, and the two commands. */
export function Nobody() {
  const { title, text, inside, container, after } = words.door.nobody;
  useDoorTitle(title);
  return (
    <>
      <h1>{title}</h1>
      <p class="second">
        <Prose text={text} />
      </p>
      <div class="commands">
        <Command label={inside} text="hookwheel setup-url" />
        <Command label={container} text="docker exec <container> hookwheel setup-url" />
      </div>
      <p class="second small">{after}</p>
      <DoorFoot way="key" />
    </>
  );
}

function Command({ label, text }: { label: string; text: string }) {
  return (
    <div class="command">
      <span class="second small">{label}</span>
      <span class="command-line">
        <code>{text}</code>
        <CopyButton text={text} what={label} />
      </span>
    </div>
  );
}
