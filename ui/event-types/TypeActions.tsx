/** What can be done with an event type: the profile's is overridden, an own one changed, archived, deleted. */
import { useState } from "preact/hooks";
import { useAddress } from "../address.ts";
import { useDoing } from "../doing.ts";
import { Button } from "../kit/Button.tsx";
import { Confirm } from "../kit/Confirm.tsx";
import { Menu } from "../kit/Menu.tsx";
import { changeType, deleteType } from "../set-up-client.ts";
import type { EventType } from "../set-up-shapes.ts";
import { setUp } from "../words/set-up.ts";
import { words } from "../words/words.ts";

/** The type, and whether the profile has one of its name. */
export interface TypeActionsProps {
  eventType: EventType;
  isInProfile: boolean;
}

/** The buttons. */
export function TypeActions({ eventType, isInProfile }: TypeActionsProps) {
  const text = setUp.eventTypes;
  const { type, from, archived } = eventType;
  const { go } = useAddress();
  const { run } = useDoing();
  const [isAsked, setAsked] = useState(false);
  const edit = () => go(`/event-types/${encodeURIComponent(type)}/edit`);
  if (from === "profile") {
    return (
      <span title={text.overrideNote}>
        <Button icon="pencil" onClick={edit}>
          {text.override}
        </Button>
      </span>
    );
  }
  const turn = () =>
    run(() => changeType(type, { archived: !archived }), (archived ? text.unarchivedDone : text.archivedDone)(type));
  return (
    <>
      <Button icon="pencil" onClick={edit}>
        {text.edit}
      </Button>
      <Menu
        label={words.more}
        isFramed
        items={[
          { icon: "archive", text: archived ? text.unarchive : text.archive, run: turn },
          null,
          {
            icon: "trash",
            text: isInProfile ? text.backToProfile : text.delete,
            isGrave: true,
            run: () => setAsked(true),
          },
        ]}
      />
      {isAsked && <Removal type={type} isInProfile={isInProfile} onClose={() => setAsked(false)} />}
    </>
  );
}

interface RemovalProps {
  type: string;
  isInProfile: boolean;
  onClose: () => void;
}

function Removal({ type, isInProfile, onClose }: RemovalProps) {
  const { title, text, profile, action, done } = setUp.eventTypes.removal;
  const { isBusy, run } = useDoing();
  const { go } = useAddress();
  const remove = async () => {
    await run(async () => {
      await deleteType(type);
      if (!isInProfile) go("/event-types", true);
    }, done(type));
    onClose();
  };
  return (
    <Confirm title={title(type)} action={action} isBusy={isBusy} onConfirm={remove} onClose={onClose}>
      <p>{text}</p>
      {isInProfile && <p class="second">{profile}</p>}
    </Confirm>
  );
}
