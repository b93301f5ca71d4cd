/** Changing an event type of one's own, or putting one in place of the profile's. */
import { useMemo } from "preact/hooks";
import { useAddress } from "../address.ts";
import { useDoing } from "../doing.ts";
import { Bones } from "../kit/Bones.tsx";
import { PageHead } from "../kit/PageHead.tsx";
import { ProblemNote } from "../kit/ProblemNote.tsx";
import { useReading } from "../reading.ts";
import { addType, changeType, readType } from "../set-up-client.ts";
import type { EventType } from "../set-up-shapes.ts";
import { NotFound } from "../shell/NotFound.tsx";
import { setUp } from "../words/set-up.ts";
import { type Draft, draftOf, formOf, patchOf } from "./draft.ts";
import { TypeForm } from "./TypeForm.tsx";

/** The page; `params` from its address. */
export function EditTypePage({ params }: { params: { type: string } }) {
  const type = params.type;
  const { value: eventType, problem } = useReading(`event type ${type}`, () => readType(type));
  const { form } = setUp.eventTypes;
  if (problem?.status === 404) return <NotFound />;
  const isOwn = eventType?.from !== "profile";
  const crumb = { href: `/event-types/${encodeURIComponent(type)}`, text: type };
  return (
    <>
      <PageHead
        title={(isOwn ? form.editTitle : form.overrideTitle)(type)}
        lede={isOwn ? undefined : form.overrideLede}
        crumb={crumb}
      />
      {problem && <ProblemNote problem={problem} />}
      {eventType === undefined ? problem === null && <Bones rows={6} height={44} /> : <Form eventType={eventType} />}
    </>
  );
}

/** The form, filled in as the type is: what is read meanwhile comes into the fields that nobody has typed into. */
function Form({ eventType }: { eventType: EventType }) {
  const { form } = setUp.eventTypes;
  const { isBusy, problem, run } = useDoing(true);
  const { go } = useAddress();
  const { type, archived } = eventType;
  const isOwn = eventType.from === "organization";
  const before = useMemo(() => draftOf(eventType), [eventType]);
  const back = () => go(`/event-types/${encodeURIComponent(type)}`, true);
  const save = (draft: Draft) =>
    run(async () => {
      await (isOwn ? changeType(type, patchOf(draft, before)) : addType({ ...formOf(draft, false), archived }));
      back();
    }, form.saved(type));
  return (
    <TypeForm
      initial={before}
      isNamed
      isReady={!isOwn}
      action={isOwn ? form.save : form.override}
      isBusy={isBusy}
      problem={problem}
      onSave={save}
      onCancel={back}
    />
  );
}
