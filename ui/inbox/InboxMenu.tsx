/** What else can be done with an inbox. */
import { useState } from "preact/hooks";
import { useAddress } from "../address.ts";
import { useDoing } from "../doing.ts";
import { Confirm } from "../kit/Confirm.tsx";
import { Menu } from "../kit/Menu.tsx";
import { deleteInbox, type Inbox } from "../people-client.ts";
import { own } from "../words/people.ts";

/** The menu; deleting is asked for first. */
export function InboxMenu({ inbox }: { inbox: Inbox }) {
  const { more, removal } = own.inbox;
  const [isAsked, setAsked] = useState(false);
  const { isBusy, run } = useDoing();
  const { go } = useAddress();
  const confirm = async () => {
    const isGone = await run(async () => {
      await deleteInbox(inbox.id);
      go("/inbox", true);
    }, removal.done);
    if (!isGone) setAsked(false);
  };
  return (
    <>
      <Menu
        label={more}
        isFramed
        items={[{ icon: "trash", text: removal.item, isGrave: true, run: () => setAsked(true) }]}
      />
      {isAsked && (
        <Confirm
          title={removal.title}
          action={removal.action}
          isBusy={isBusy}
          onConfirm={confirm}
          onClose={() => setAsked(false)}
        >
          <p>{removal.text}</p>
        </Confirm>
      )}
    </>
  );
}
