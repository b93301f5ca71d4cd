/** A form at the door: a few fields, one button; what is refused keeps what was typed. */
import { useEffect, useState } from "preact/hooks";
import { problemOf } from "../client.ts";
import { Button } from "../kit/Button.tsx";
import { words } from "../words/words.ts";

/** One field. */
export interface DoorField {
  name: string;
  label: string;
  type: "text" | "email" | "password";
  autocomplete: string;
  /** What is wrong with what was typed, as a cure; judged on sending. */
  faultOf?: (text: string) => string | null;
}

/** The words, the fields, and what sending them does. */
export interface DoorFormProps {
  title: string;
  lede?: string;
  fields: readonly DoorField[];
  action: string;
  /** In place of the server's own words for a 401. */
  refused?: string;
  onSend: (values: Record<string, string>) => Promise<void>;
}

/** The form. */
export function DoorForm({ title, lede, fields, action, refused, onSend }: DoorFormProps) {
  const [faults, setFaults] = useState<Readonly<Record<string, string>>>({});
  const [isBusy, setBusy] = useState(false);
  useEffect(() => {
    document.title = `${title} · ${words.name}`;
  }, [title]);
  const last = fields.at(-1)?.name ?? "";

  const send = async (event: SubmitEvent) => {
    event.preventDefault();
    const values = valuesOf(event.currentTarget as HTMLFormElement);
    const found = faultsIn(fields, values);
    setFaults(found);
    if (Object.keys(found).length > 0) return;
    setBusy(true);
    try {
      await onSend(values);
    } catch (error) {
      const { status, detail, errors = [] } = problemOf(error);
      const told = errors.map(({ path, message }) => [path, words.door.cure(message)]);
      setFaults(told.length > 0 ? Object.fromEntries(told) : { [last]: status === 401 ? (refused ?? detail) : detail });
      setBusy(false);
    }
  };
  return (
    <>
      <h1>{title}</h1>
      {lede && <p class="second">{lede}</p>}
      <form onSubmit={send}>
        {fields.map((field) => (
          <DoorInput key={field.name} field={field} fault={faults[field.name]} />
        ))}
        <Button kind="main" type="submit" why={isBusy ? words.door.signIn.busy : null}>
          {action}
        </Button>
      </form>
    </>
  );
}

function DoorInput({ field, fault }: { field: DoorField; fault: string | undefined }) {
  const { name, label, type, autocomplete } = field;
  return (
    <div class="field">
      <label for={name}>{label}</label>
      <input
        id={name}
        name={name}
        class="input"
        type={type as "text"}
        autocomplete={autocomplete}
        required
        aria-invalid={fault !== undefined}
        aria-describedby={fault === undefined ? undefined : `${name}-fault`}
      />
      {fault !== undefined && (
        <p class="fault" id={`${name}-fault`} role="alert">
          {fault}
        </p>
      )}
    </div>
  );
}

function valuesOf(form: HTMLFormElement): Record<string, string> {
  return Object.fromEntries([...new FormData(form)].map(([name, value]) => [name, String(value)]));
}

function faultsIn(fields: readonly DoorField[], values: Record<string, string>): Record<string, string> {
  const found: Record<string, string> = {};
  for (const { name, faultOf } of fields) {
    const fault = faultOf?.(values[name] ?? "") ?? null;
    if (fault !== null) found[name] = words.door.cure(fault);
  }
  return found;
}
