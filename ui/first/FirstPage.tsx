/** The first event: a checklist that ends in a delivery, each step ticked by what the server has. */
import type { ComponentChildren } from "preact";
import { useState } from "preact/hooks";
import { listDeliveries, listEvents } from "../client.ts";
import { addEndpoint, takeKey } from "../curl.ts";
import { PageHead } from "../kit/PageHead.tsx";
import { Prose } from "../kit/Prose.tsx";
import { Segments } from "../kit/Segments.tsx";
import { useReading } from "../reading.ts";
import { useEndpoints } from "../webhooks/use-endpoints.ts";
import { words } from "../words/words.ts";
import { Snippet } from "./Snippet.tsx";
import { type Language, LANGUAGES, postSnippet } from "./snippets.ts";

/** The page. */
export function FirstPage() {
  const { title, lede, steps, languages, language: languageLabel } = words.door.first;
  const { value: endpoints = [] } = useEndpoints();
  const { value: events } = useReading("first event", () => listEvents({ limit: 1 }), ["event"]);
  const { value: delivered } = useReading("first delivered", () => listDeliveries({ state: "delivered", limit: 1 }), [
    "attempt",
  ]);
  const [language, setLanguage] = useState<Language>("curl");
  const { origin } = location;
  const [arrived] = delivered?.data ?? [];
  const hasEvent = (events?.data.length ?? 0) > 0;
  return (
    <>
      <PageHead title={title} lede={lede} />
      <ol class="panel steps">
        <Step
          title={steps.endpoint.title}
          note={
            endpoints.length > 0
              ? steps.endpoint.seen(words.count(endpoints.length, "webhook", "webhooks"))
              : steps.endpoint.note
          }
          isDone={endpoints.length > 0}
          beside={
            <a class={`button${endpoints.length > 0 ? "" : " main"}`} href="/webhooks/new">
              {steps.endpoint.action}
            </a>
          }
        />
        <Step title={steps.key.title} note={steps.key.note} isDone={hasEvent}>
          <Snippet text={takeKey()} what={steps.key.title} />
        </Step>
        <Step title={steps.event.title} note={hasEvent ? steps.event.seen : steps.event.note} isDone={hasEvent}>
          <Snippet text={postSnippet(language, origin)} what={steps.event.title}>
            <Segments
              label={languageLabel}
              size="small"
              value={language}
              onChange={setLanguage}
              segments={LANGUAGES.map((value) => ({ value, label: languages[value] }))}
            />
          </Snippet>
        </Step>
        <Step
          title={steps.delivered.title}
          note={arrived ? steps.delivered.seen : steps.delivered.note}
          isDone={arrived !== undefined}
          beside={
            arrived && (
              <a class="button" href={`/deliveries/${arrived.id}`}>
                {steps.delivered.action}
              </a>
            )
          }
        />
      </ol>
      <details class="by-api">
        <summary>{steps.endpoint.or}</summary>
        <Snippet text={addEndpoint(origin)} what={steps.endpoint.title} />
      </details>
    </>
  );
}

interface StepProps {
  title: string;
  note: string;
  isDone: boolean;
  beside?: ComponentChildren;
  children?: ComponentChildren;
}

function Step({ title, note, isDone, beside, children }: StepProps) {
  return (
    <li class={isDone ? "done" : undefined}>
      <h2>
        {title}
        {isDone && <span class="unseen"> ({words.door.first.done})</span>}
      </h2>
      <span class="beside">{beside}</span>
      <p>
        <Prose text={note} />
      </p>
      {children}
    </li>
  );
}
