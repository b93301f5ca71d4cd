/** One organization: who it is, how it sends, who is told, and its environments. */
import { useState } from "preact/hooks";
import { useDoing } from "../doing.ts";
import { Bones } from "../kit/Bones.tsx";
import { Button } from "../kit/Button.tsx";
import { CopyButton } from "../kit/CopyButton.tsx";
import { Menu } from "../kit/Menu.tsx";
import { PageHead } from "../kit/PageHead.tsx";
import { ProblemNote } from "../kit/ProblemNote.tsx";
import { When } from "../kit/When.tsx";
import { useSwitch } from "../places/use-switch.ts";
import { useReading } from "../reading.ts";
import { changeOrganization, readEnvironments, readOrganization } from "../set-up-client.ts";
import type { Organization } from "../set-up-shapes.ts";
import { NotFound } from "../shell/NotFound.tsx";
import { setUp } from "../words/set-up.ts";
import { words } from "../words/words.ts";
import { type Draft, draftOf, patchOf } from "./draft.ts";
import { Environments } from "./Environments.tsx";
import { OrganizationForm } from "./OrganizationForm.tsx";
import { RemovalQuestion } from "./RemovalQuestion.tsx";

/** The page; `params` from its address. */
export function OrganizationPage({ params: { id } }: { params: { id: string } }) {
  const { value: organization, problem } = useReading(`organization ${id}`, () => readOrganization(id));
  const { title } = setUp.organizations;
  if (problem?.status === 404) return <NotFound />;
  if (organization === undefined) {
    return (
      <>
        <PageHead title={title} />
        {problem ? <ProblemNote problem={problem} /> : <Bones rows={6} height={44} />}
      </>
    );
  }
  return (
    <>
      <Head organization={organization} />
      {problem && <ProblemNote problem={problem} />}
      <Environments organization={organization} />
      <Details organization={organization} />
    </>
  );
}

function Head({ organization }: { organization: Organization }) {
  const { id, name, createdAt } = organization;
  const { title, look, removal, columns } = setUp.organizations;
  const { value: environments } = useReading(`environments ${id}`, () => readEnvironments(id));
  const [isAsked, setAsked] = useState(false);
  const switchTo = useSwitch();
  const [first] = environments ?? [];
  const lede = (
    <span class="event-facts small">
      <span class="mono">{id}</span>
      <CopyButton text={id} what={id} />
      <span>
        {columns.created} <When at={createdAt} />
      </span>
    </span>
  );
  return (
    <>
      <PageHead title={name} crumb={{ href: "/organizations", text: title }} lede={lede}>
        {first && (
          <Button icon="webhook" onClick={() => switchTo({ organization, environment: first }, "/webhooks")}>
            {look}
          </Button>
        )}
        <Menu
          label={words.more}
          isFramed
          items={[{ icon: "trash", text: removal.label, isGrave: true, run: () => setAsked(true) }]}
        />
      </PageHead>
      {isAsked && <RemovalQuestion organization={organization} onClose={() => setAsked(false)} />}
    </>
  );
}

/** The form, filled in as the organization was when the page opened. */
function Details({ organization }: { organization: Organization }) {
  const { isBusy, problem, run } = useDoing(true);
  const [initial, setInitial] = useState(() => draftOf(organization));
  const save = (draft: Draft) =>
    run(
      async () => setInitial(draftOf(await changeOrganization(organization.id, patchOf(draft, initial)))),
      setUp.organizations.form.saved,
    );
  return <OrganizationForm initial={initial} isNew={false} isBusy={isBusy} problem={problem} onSave={save} />;
}
