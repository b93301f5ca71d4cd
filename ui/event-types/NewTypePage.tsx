/** Adding an event type. */
import { useAddress } from "../address.ts";
import { useDoing } from "../doing.ts";
import { PageHead } from "../kit/PageHead.tsx";
import { addType } from "../set-up-client.ts";
import { setUp } from "../words/set-up.ts";
import { type Draft, EMPTY, formOf } from "./draft.ts";
import { TypeForm } from "./TypeForm.tsx";

/** The page; once it is added, its own page opens. */
export function NewTypePage() {
  const { title, form } = setUp.eventTypes;
  const { isBusy, problem, run } = useDoing(true);
  const { go } = useAddress();
  const save = (draft: Draft) =>
    run(async () => {
      await addType(formOf(draft, true));
      go(`/event-types/${encodeURIComponent(draft.type)}`, true);
    }, form.created(draft.type));
  return (
    <>
      <PageHead title={form.newTitle} lede={form.newLede} crumb={{ href: "/event-types", text: title }} />
      <TypeForm
        initial={EMPTY}
        isNamed={false}
        isReady
        action={form.create}
        isBusy={isBusy}
        problem={problem}
        onSave={save}
        onCancel={() => go("/event-types")}
      />
    </>
  );
}
