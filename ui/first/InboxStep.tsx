/** The first step: somewhere for events to go, in one click. */
import { useDoing } from "../doing.ts";
import { Button } from "../kit/Button.tsx";
import { addInbox } from "../people-client.ts";
import { own } from "../words/people.ts";
import { words } from "../words/words.ts";
import { Step } from "./Step.tsx";

/** Done as soon as there is any webhook; an inbox can be made beside others. */
export function InboxStep({ hasInbox, webhooksCount }: { hasInbox: boolean; webhooksCount: number }) {
  const { title, note, action, made, seen, or } = own.first.steps.inbox;
  const { isBusy, run } = useDoing();
  const isDone = webhooksCount > 0;
  return (
    <Step
      title={title}
      note={isDone ? seen(words.count(webhooksCount, "webhook", "webhooks")) : note}
      isDone={isDone}
      beside={
        !hasInbox && (
          <Button
            {...(!isDone && { kind: "main" as const })}
            why={isBusy ? words.loading : null}
            onClick={() => run(addInbox, made)}
          >
            {action}
          </Button>
        )
      }
    >
      {!isDone && (
        <p class="small-line">
          <a href="/webhooks/new">{or}</a>
        </p>
      )}
    </Step>
  );
}
