/** The environments of an organization. */
import { useState } from "preact/hooks";
import { Bones } from "../kit/Bones.tsx";
import { Button } from "../kit/Button.tsx";
import { ProblemNote } from "../kit/ProblemNote.tsx";
import { useReading } from "../reading.ts";
import { readEnvironments } from "../set-up-client.ts";
import type { Environment, Organization } from "../set-up-shapes.ts";
import { setUp } from "../words/set-up.ts";
import { EnvironmentDialog } from "./EnvironmentDialog.tsx";
import { EnvironmentRow } from "./EnvironmentRow.tsx";

/** The list, with a button for one more. */
export function Environments({ organization }: { organization: Organization }) {
  const { title, lede, create } = setUp.organizations.environments;
  const { id } = organization;
  const { value: environments, problem } = useReading(`environments ${id}`, () => readEnvironments(id));
  const [edited, setEdited] = useState<Environment | "new" | null>(null);
  return (
    <section class="panel environments">
      <header>
        <div>
          <h2>{title}</h2>
          <p class="second small">{lede}</p>
        </div>
        <Button size="small" icon="plus" onClick={() => setEdited("new")}>
          {create}
        </Button>
      </header>
      {problem && <ProblemNote problem={problem} />}
      {environments === undefined && problem === null && <Bones rows={2} height={52} />}
      <ul>
        {environments?.map((environment) => (
          <EnvironmentRow
            key={environment.id}
            organization={organization}
            environment={environment}
            onEdit={() => setEdited(environment)}
          />
        ))}
      </ul>
      {edited !== null && (
        <EnvironmentDialog
          organizationId={id}
          environment={edited === "new" ? null : edited}
          onClose={() => setEdited(null)}
        />
      )}
    </section>
  );
}
