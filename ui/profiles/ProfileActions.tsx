/** What can be done with a profile: any is cloned; people's own are changed and deleted. */
import { useState } from "preact/hooks";
import { useAddress } from "../address.ts";
import { useDoing } from "../doing.ts";
import { Button } from "../kit/Button.tsx";
import { Confirm } from "../kit/Confirm.tsx";
import { Menu } from "../kit/Menu.tsx";
import { useIsAdmin } from "../places/use-known.ts";
import { deleteProfile } from "../set-up-client.ts";
import type { Profile } from "../set-up-shapes.ts";
import { setUp } from "../words/set-up.ts";
import { words } from "../words/words.ts";
import { CloneDialog } from "./CloneDialog.tsx";

/** The buttons; profiles are the instance's, so they are for its admins alone. */
export function ProfileActions({ profile }: { profile: Profile }) {
  const { clone, edit, delete: remove, readOnly } = setUp.profiles;
  const [asked, setAsked] = useState<"clone" | "delete" | null>(null);
  const { go } = useAddress();
  const { name, builtIn } = profile;
  if (!useIsAdmin()) return null;
  const close = () => setAsked(null);
  return (
    <>
      <Button icon="copy" onClick={() => setAsked("clone")}>
        {clone}
      </Button>
      <Button
        icon="pencil"
        why={builtIn ? readOnly : null}
        onClick={() => go(`/profiles/${encodeURIComponent(name)}/edit`)}
      >
        {edit}
      </Button>
      {!builtIn && (
        <Menu
          label={words.more}
          isFramed
          items={[{ icon: "trash", text: remove, isGrave: true, run: () => setAsked("delete") }]}
        />
      )}
      {asked === "clone" && <CloneDialog profile={profile} onClose={close} />}
      {asked === "delete" && <Removal name={name} onClose={close} />}
    </>
  );
}

function Removal({ name, onClose }: { name: string; onClose: () => void }) {
  const { title, text, action, done } = setUp.profiles.removal;
  const { isBusy, run } = useDoing();
  const { go } = useAddress();
  const remove = async () => {
    await run(async () => {
      await deleteProfile(name);
      go("/profiles", true);
    }, done(name));
    onClose();
  };
  return (
    <Confirm title={title(name)} action={action} isBusy={isBusy} onConfirm={remove} onClose={onClose}>
      <p>{text}</p>
    </Confirm>
  );
}
