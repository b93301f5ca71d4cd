/** Sending a test event to a webhook: its type, its data, and what came of it. */
import { useState } from "preact/hooks";
import { sendTestEvent } from "../client.ts";
import { useDoing } from "../doing.ts";
import { useTypes } from "../event-types/use-types.ts";
import { Field } from "../form/Field.tsx";
import { refusedAt } from "../json/fault.ts";
import { JsonField } from "../json/JsonField.tsx";
import { Bones } from "../kit/Bones.tsx";
import { Button } from "../kit/Button.tsx";
import { Dialog } from "../kit/Dialog.tsx";
import { ProblemNote } from "../kit/ProblemNote.tsx";
import { Select } from "../kit/Select.tsx";
import { nameOf } from "../looks.ts";
import type { AttemptDetails, Endpoint, EventType } from "../shapes.ts";
import { setUp } from "../words/set-up.ts";
import { words } from "../words/words.ts";
import { checkedData, firstType, sampleText, testTypes } from "./test-draft.ts";
import { TestResult } from "./TestResult.tsx";

/** Which webhook, and what closing it does. */
export interface TestDialogProps {
  endpoint: Endpoint;
  onClose: () => void;
}

/** The dialog; its fields are there once the types are known. */
export function TestDialog({ endpoint, onClose }: TestDialogProps) {
  const { title, text } = setUp.testEvent;
  const { value: catalog, problem } = useTypes();
  return (
    <Dialog title={title(nameOf(endpoint))} class="test-dialog" onClose={onClose}>
      <p class="second">{text}</p>
      {catalog !== undefined && <TestForm endpoint={endpoint} catalog={catalog} onClose={onClose} />}
      {catalog === undefined && (problem === null ? <Bones rows={4} height={28} /> : <ProblemNote problem={problem} />)}
    </Dialog>
  );
}

interface TestFormProps extends TestDialogProps {
  catalog: readonly EventType[];
}

function TestForm({ endpoint, catalog, onClose }: TestFormProps) {
  const text = setUp.testEvent;
  const { isBusy, problem, run } = useDoing(true);
  const [type, setType] = useState(() => firstType(catalog, endpoint.events));
  /** What was typed, by type: it is still there when one comes back to it. */
  const [typed, setTyped] = useState<Readonly<Record<string, string>>>({});
  const [sent, setSent] = useState<{ type: string; attempt: AttemptDetails | null } | null>(null);
  const isSent = sent?.type === type;
  const attempt = isSent ? sent.attempt : null;
  const refusal = isSent ? problem : null;
  const data = typed[type] ?? sampleText(catalog, type);
  const checked = checkedData(data);
  const refused = refusedAt(data, refusal?.errors ?? [], "data");
  const isFaulty = "fault" in checked;
  const why = isBusy ? text.sending : isFaulty ? text.faulty : null;
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    if (why !== null) return;
    setSent({ type, attempt: null });
    void run(async () => setSent({ type, attempt: await sendTestEvent(endpoint.id, type, data) }));
  };
  return (
    <form class="dialog-form" onSubmit={submit} noValidate>
      <Field label={text.type}>
        {() => (
          <Select
            label={text.type}
            value={type}
            isMono
            options={testTypes(catalog, endpoint.events).map((type) => [type, type] as const)}
            onChange={setType}
          />
        )}
      </Field>
      <JsonField
        label={text.data}
        note={text.dataNote}
        value={data}
        fault={isFaulty ? checked.fault : refused}
        onInput={(data) => setTyped((typed) => ({ ...typed, [type]: data }))}
      />
      <div role="status">{attempt && <TestResult attempt={attempt} endpointId={endpoint.id} onOpen={onClose} />}</div>
      {refusal && refused === null && (
        <div class="notice failed" role="alert">
          <p>{refusal.detail}</p>
        </div>
      )}
      <div class="dialog-foot">
        <Button onClick={onClose}>{words.close}</Button>
        <Button kind="main" type="submit" icon="event" why={why}>
          {isBusy ? text.sending : attempt === null ? text.send : text.again}
        </Button>
      </div>
    </form>
  );
}
