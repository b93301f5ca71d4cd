/** Adding an organization. */
import { useAddress } from "../address.ts";
import { useDoing } from "../doing.ts";
import { PageHead } from "../kit/PageHead.tsx";
import { addOrganization } from "../set-up-client.ts";
import { setUp } from "../words/set-up.ts";
import { type Draft, EMPTY, newOrganizationOf } from "./draft.ts";
import { OrganizationForm } from "./OrganizationForm.tsx";

/** The page; once it is added, its own page opens. */
export function NewOrganizationPage() {
  const { newTitle, newLede, created } = setUp.organizations.form;
  const { isBusy, problem, run } = useDoing(true);
  const { go } = useAddress();
  const save = (draft: Draft) =>
    run(async () => {
      const { id } = await addOrganization(newOrganizationOf(draft));
      go(`/organizations/${id}`, true);
    }, created(draft.name));
  return (
    <>
      <PageHead title={newTitle} lede={newLede} crumb={{ href: "/organizations", text: setUp.organizations.title }} />
      <OrganizationForm
        initial={EMPTY}
        isNew
        isBusy={isBusy}
        problem={problem}
        onSave={save}
        onCancel={() => go("/organizations")}
      />
    </>
  );
}
