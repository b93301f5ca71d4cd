/** Adding an environment, and changing one. */
import { useState } from "preact/hooks";
import { externalIdFault, nameFault } from "../../server/rules/fields.ts";
import { useDoing } from "../doing.ts";
import { FormProblem } from "../form/FormProblem.tsx";
import { CheckField } from "../form/CheckField.tsx";
import { TextField } from "../form/TextField.tsx";
import { Button } from "../kit/Button.tsx";
import { Dialog } from "../kit/Dialog.tsx";
import { addEnvironment, changeEnvironment } from "../set-up-client.ts";
import type { Environment } from "../set-up-shapes.ts";
import { setUp } from "../words/set-up.ts";
import { words } from "../words/words.ts";
import { refusedFields } from "./draft.ts";

/** What is changed; `null` adds one. */
export interface EnvironmentDialogProps {
  organizationId: string;
  environment: Environment | null;
  onClose: () => void;
}

/** The dialog with its form. */
export function EnvironmentDialog({ organizationId, environment, onClose }: EnvironmentDialogProps) {
  const text = setUp.organizations.environments;
  const { isBusy, problem, run } = useDoing(true);
  const [name, setName] = useState(environment?.name ?? "");
  const [externalId, setExternalId] = useState(environment?.externalId ?? "");
  const [strictTypes, setStrictTypes] = useState(environment?.strictTypes ?? false);
  const [checkSchemas, setCheckSchemas] = useState(environment?.checkSchemas ?? false);
  const refused = refusedFields<"name" | "externalId">(problem);
  const faults = {
    name: name === "" ? null : nameFault(name),
    externalId: externalId === "" ? null : externalIdFault(externalId),
  };
  const isWrong = faults.name !== null || faults.externalId !== null;
  const why = isBusy
    ? words.form.why.busy
    : name === ""
      ? setUp.organizations.form.unnamed
      : isWrong
        ? words.form.why.faults(1)
        : null;
  const submit = async (event: SubmitEvent) => {
    event.preventDefault();
    if (why !== null) return;
    const form = { name, externalId: externalId === "" ? null : externalId, strictTypes, checkSchemas };
    const isDone = await run(
      () => (environment === null ? addEnvironment(organizationId, form) : changeEnvironment(environment.id, form)),
      (environment === null ? text.created : text.saved)(name),
    );
    if (isDone) onClose();
  };
  const faultOf = (fault: string | null, told: string | undefined) => (fault === null ? told : words.form.cure(fault));
  return (
    <Dialog title={environment === null ? text.createTitle : text.editTitle(environment.name)} onClose={onClose}>
      <form class="dialog-form" onSubmit={submit} noValidate>
        <TextField
          label={text.name}
          placeholder={text.namePlaceholder}
          value={name}
          fault={faultOf(faults.name, refused.name)}
          onInput={setName}
        />
        <TextField
          label={text.externalId}
          isOptional
          isMono
          value={externalId}
          fault={faultOf(faults.externalId, refused.externalId)}
          onInput={setExternalId}
        />
        <CheckField label={text.strictTypes} note={text.strictTypesNote} isOn={strictTypes} onChange={setStrictTypes} />
        <CheckField
          label={text.checkSchemas}
          note={text.checkSchemasNote}
          isOn={checkSchemas}
          onChange={setCheckSchemas}
        />
        <FormProblem problem={problem} />
        <div class="dialog-foot">
          <Button onClick={onClose}>{words.cancel}</Button>
          <Button kind="main" type="submit" why={why}>
            {environment === null ? text.createAction : words.form.save}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
