/** A form at the door: a few fields, one button; what is refused keeps what was typed. */
import { useEffect, useState } from "preact/hooks";
import { type Problem, problemOf } from "../client.ts";
import { Button } from "../kit/Button.tsx";
import { words } from "../words/words.ts";
import { PasswordField } from "./PasswordField.tsx";
import { useWait } from "./use-wait.ts";

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
    document.title = title.includes(words.name) ? title : `${title} · ${words.name}`;
  }, [title]);
  const last = fields.at(-1)?.name ?? "";
  const { waitText, isWaiting, hold } = useWait();

  const send = async (event: SubmitEvent) => {
    event.preventDefault();
    const values = valuesOf(event.currentTarget as HTMLFormElement);
    const found = faultsIn(fields, values);
    setFaults(found);
    if (Object.keys(found).length > 0 || isBusy || isWaiting) return;
    setBusy(true);
    try {
      await onSend(values);
    } catch (error) {
      const problem = problemOf(error);
      const told = (problem.errors ?? []).map(({ path, message }) => [path, words.door.cure(message)]);
      setFaults(told.length > 0 ? Object.fromEntries(told) : { [last]: wordsOf(problem, refused) });
      hold(problem);
      setBusy(false);
    }
  };
  return (
    <>
      <h1>{title}</h1>
      {lede && <p class="second">{lede}</p>}
      <form onSubmit={send}>
        {fields.map((field) => {
          const fault = field.name === last && waitText !== null ? waitText : faults[field.name];
          const Input = field.autocomplete === "new-password" ? NewPassword : DoorInput;
          return <Input key={field.name} field={field} fault={fault} />;
        })}
        <Button kind="main" type="submit" why={isBusy ? words.door.signIn.busy : isWaiting ? waitText : null}>
          {action}
        </Button>
      </form>
    </>
  );
}

interface InputProps {
  field: DoorField;
  fault: string | undefined;
}

/** Says how long it must be, as it is typed. */
function NewPassword({ field: { name, label }, fault }: InputProps) {
  const [value, setValue] = useState("");
  return <PasswordField name={name} label={label} value={value} fault={fault} onInput={setValue} />;
}

function DoorInput({ field, fault }: InputProps) {
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

/** What is told of a refusal that names no field. */
function wordsOf({ status, detail }: Problem, refused: string | undefined): string {
  if (status === 404) return words.door.isOver;
  return status === 401 ? (refused ?? detail) : detail;
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
