/** The second step: a test event in one click, or an event as a product posts it, with a key of its own. */
import { useState } from "preact/hooks";
import { useDoing } from "../doing.ts";
import { Button } from "../kit/Button.tsx";
import { Segments } from "../kit/Segments.tsx";
import { addIngestKey, testEndpoint } from "../people-client.ts";
import { own } from "../words/people.ts";
import { words } from "../words/words.ts";
import { Snippet } from "./Snippet.tsx";
import { type Language, LANGUAGES, postSnippet } from "./snippets.ts";
import { Step } from "./Step.tsx";

/** `endpointId` of the webhook that points at the inbox, `null` until there is one. */
export function EventStep({ endpointId, isDone }: { endpointId: string | null; isDone: boolean }) {
  const { languages, language: languageLabel } = own.first;
  const { title, note, action, noInbox, sending, sent, code, makeKey, keyNote, keyed, keyName, keyIn } =
    own.first.steps.event;
  const [language, setLanguage] = useState<Language>("curl");
  const [key, setKey] = useState<string | null>(null);
  const testing = useDoing();
  const making = useDoing();
  const why = endpointId === null ? noInbox : testing.isBusy ? sending : null;
  return (
    <Step
      title={title}
      note={note}
      isDone={isDone}
      beside={
        <Button
          {...(endpointId !== null && !isDone && { kind: "main" as const })}
          why={why}
          onClick={() => endpointId !== null && testing.run(() => testEndpoint(endpointId), sent)}
        >
          {action}
        </Button>
      }
    >
      <Snippet text={postSnippet(language, location.origin, key)} what={code}>
        <Segments
          label={languageLabel}
          size="small"
          value={language}
          onChange={setLanguage}
          segments={LANGUAGES.map((value) => ({ value, label: languages[value] }))}
        />
      </Snippet>
      <div class="small-line row key-line">
        {key === null && (
          <Button
            size="small"
            icon="key"
            why={making.isBusy ? words.loading : null}
            onClick={() => making.run(async () => setKey((await addIngestKey(keyName)).key), keyIn)}
          >
            {makeKey}
          </Button>
        )}
        <span class="second small">{key === null ? keyNote : keyed}</span>
      </div>
    </Step>
  );
}
