/** A mail to see whether mails arrive, and what came of it in words. */
import { useState } from "preact/hooks";
import { mailAddressFault } from "../../server/rules/fields.ts";
import { useDoing } from "../doing.ts";
import { TextField } from "../form/TextField.tsx";
import { Button } from "../kit/Button.tsx";
import { Prose } from "../kit/Prose.tsx";
import { type MailTestResult, sendTestMail } from "../people-client.ts";
import { ownSession } from "../session/session.ts";
import { own } from "../words/people.ts";
import { words } from "../words/words.ts";

/** The panel. */
export function MailTest({ isMailSet }: { isMailSet: boolean }) {
  const { mail } = own.settings;
  const [to, setTo] = useState(ownSession()?.person.email ?? "");
  const [isTried, setTried] = useState(false);
  const [told, setTold] = useState<{ isSent: boolean; text: string } | null>(null);
  const { isBusy, problem, run } = useDoing(true);
  const fault = mailAddressFault(to);
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    setTried(true);
    setTold(null);
    if (fault !== null || isBusy || !isMailSet) return;
    void run(async () => setTold(wordsOf(await sendTestMail(to), to)));
  };
  return (
    <section class="panel">
      <h2>{mail.title}</h2>
      <p class="second">
        <Prose text={isMailSet ? mail.set : mail.unset} />
      </p>
      <form class="mail-test" onSubmit={submit} noValidate>
        <TextField
          label={mail.to}
          value={to}
          fault={isTried && fault !== null ? words.form.cure(fault) : undefined}
          onInput={setTo}
        />
        <div>
          <Button type="submit" why={isMailSet ? (isBusy ? mail.sending : null) : mail.none}>
            {mail.action}
          </Button>
        </div>
        <div role="status">
          {told && <p class={`notice ${told.isSent ? "matches" : "failed"}`}>{told.text}</p>}
          {problem && <p class="notice failed">{problem.detail}</p>}
        </div>
      </form>
    </section>
  );
}

function wordsOf({ outcome, reason }: MailTestResult, to: string): { isSent: boolean; text: string } {
  const { outcomes, noReason } = own.settings.mail;
  if (outcome === "sent") return { isSent: true, text: outcomes.sent(to) };
  return { isSent: false, text: outcomes[outcome](reason ?? noReason) };
}
