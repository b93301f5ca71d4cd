/** One step: what to do, the command for it, and a button that copies it. */
import { useEffect, useRef, useState } from "preact/hooks";
import { after } from "./clock.ts";
import { type Copying, copyTextOf } from "./copying.ts";
import { Prose } from "./Prose.tsx";
import { words } from "./words.ts";

/** How long the button says what it did. */
const SAID_MS = 2_000;

/** What a step shows; `command` may run over several lines. */
export interface StepProps {
  title: string;
  note: string;
  command: string;
}

/** An item of the list of steps. */
export function Step({ title, note, command }: StepProps) {
  const shown = useRef<HTMLPreElement>(null);
  const [copying, setCopying] = useState<Copying | "idle">("idle");
  useEffect(() => (copying === "idle" ? undefined : after(SAID_MS, () => setCopying("idle"))), [copying]);

  const copy = async () => shown.current && setCopying(await copyTextOf(shown.current));
  return (
    <li>
      <h2>{title}</h2>
      <button type="button" aria-label={`${words.copy[copying]}: ${title}`} onClick={copy}>
        {words.copy[copying]}
      </button>
      <p>
        <Prose text={note} />
      </p>
      <pre ref={shown}>
        <code>{command}</code>
      </pre>
      <output class="unseen">{copying !== "idle" && words[copying](title)}</output>
    </li>
  );
}
