/** What a server says that nobody has set up: how to get the link that does. */
import { useEffect } from "preact/hooks";
import { CopyButton } from "../kit/CopyButton.tsx";
import { words } from "../words/words.ts";

/** The words, and the two commands. */
export function Nobody() {
  const { title, text, inside, container } = words.door.nobody;
  useEffect(() => {
    document.title = `${title} · ${words.name}`;
  }, []);
  return (
    <>
      <h1>{title}</h1>
      <p class="second">{text}</p>
      <div class="commands">
        <Command label={inside} text="hookwheel setup-url" />
        <Command label={container} text="docker exec <container> hookwheel setup-url" />
      </div>
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
