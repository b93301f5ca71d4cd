/** What is asked of a new key: its name, its role, what it is for, how long. */
import { useState } from "preact/hooks";
import { nameFault } from "../../server/rules/fields.ts";
import type { Problem } from "../client.ts";
import { Field } from "../form/Field.tsx";
import { FormProblem } from "../form/FormProblem.tsx";
import { RoleChoice } from "../form/RoleChoice.tsx";
import { TextField } from "../form/TextField.tsx";
import { Button } from "../kit/Button.tsx";
import { Select } from "../kit/Select.tsx";
import { now } from "../now.ts";
import type { Here } from "../places/use-here.ts";
import { useEnvironments, useIsAdmin } from "../places/use-known.ts";
import type { NewKey, Role } from "../set-up-shapes.ts";
import { setUp } from "../words/set-up.ts";
import { words } from "../words/words.ts";
import { isOfEnvironment, ROLES } from "./roles.ts";

const DAY_MS = 86_400_000;

/** How long a key may live, in ms. */
const SPANS: Readonly<Record<string, number>> = { "30d": 30 * DAY_MS, "90d": 90 * DAY_MS, "1y": 365 * DAY_MS };

/** Where we are, `null` until it is known; and what the form does. */
export interface KeyFieldsProps {
  here: Here | null;
  isBusy: boolean;
  problem: Problem | null;
  onMake: (form: NewKey) => unknown;
  onClose: () => void;
}

/** The form. */
export function KeyFields({ here, isBusy, problem, onMake, onClose }: KeyFieldsProps) {
  const { form } = setUp.apiKeys;
  const isWithAdmin = useIsAdmin();
  const roles = ROLES.filter((one) => isWithAdmin || one !== "admin");
  const [name, setName] = useState("");
  const [role, setRole] = useState<Role>("ingest");
  const [environment, setEnvironment] = useState<string | null>(null);
  const [span, setSpan] = useState("never");
  const fault = name === "" ? null : nameFault(name);
  const why = isBusy ? form.busy : name === "" ? form.unnamed : fault && words.form.cure(fault);
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    if (why !== null) return;
    const place = environment ?? here?.environment.id;
    const lives = SPANS[span];
    void onMake({
      name,
      role,
      ...(isOfEnvironment(role) && place !== undefined && { environment: place }),
      ...(lives !== undefined && { expiresAt: new Date(now.peek() + lives).toISOString() }),
    });
  };
  return (
    <form class="dialog-form" onSubmit={submit} noValidate>
      <TextField
        label={form.name}
        placeholder={form.namePlaceholder}
        value={name}
        fault={fault === null ? undefined : words.form.cure(fault)}
        onInput={setName}
      />
      <RoleChoice label={form.role} roles={roles} told={setUp.apiKeys.roles} role={role} onChange={setRole} />
      {here !== null && isOfEnvironment(role) && (
        <EnvironmentChoice here={here} value={environment ?? here.environment.id} onChange={setEnvironment} />
      )}
      <Field label={form.expires}>
        {() => <Select label={form.expires} value={span} options={Object.entries(form.spans)} onChange={setSpan} />}
      </Field>
      <FormProblem problem={problem} />
      <div class="dialog-foot">
        <Button why={isBusy ? form.busy : null} onClick={onClose}>
          {words.cancel}
        </Button>
        <Button kind="main" type="submit" why={why}>
          {form.action}
        </Button>
      </div>
    </form>
  );
}

interface EnvironmentChoiceProps {
  here: Here;
  value: string;
  onChange: (id: string) => void;
}

/** The environments of the organization that is looked at. */
function EnvironmentChoice({ here, value, onChange }: EnvironmentChoiceProps) {
  const label = setUp.apiKeys.form.environment;
  const { id, name } = here.organization;
  const { value: environments = [here.environment] } = useEnvironments(id);
  const options = environments.map((one) => [one.id, setUp.apiKeys.inOrganization(name, one.name)] as const);
  return (
    <Field label={label}>{() => <Select label={label} value={value} options={options} onChange={onChange} />}</Field>
  );
}
