/** Changing a profile as JSON that is checked as it is typed, beside the drawing of its retries. */
import { useAddress } from "../address.ts";
import { useDoing } from "../doing.ts";
import { Bones } from "../kit/Bones.tsx";
import { PageHead } from "../kit/PageHead.tsx";
import { ProblemNote } from "../kit/ProblemNote.tsx";
import { useReading } from "../reading.ts";
import { changeProfile, readProfile } from "../set-up-client.ts";
import type { Profile } from "../set-up-shapes.ts";
import { NotFound } from "../shell/NotFound.tsx";
import { setUp } from "../words/set-up.ts";
import { ProfileEditor } from "./ProfileEditor.tsx";

/** The page; `params` from its address. */
export function EditProfilePage({ params: { name } }: { params: { name: string } }) {
  const { value: profile, problem } = useReading(`profile ${name}`, () => readProfile(name));
  const { editing } = setUp.profiles;
  if (problem?.status === 404) return <NotFound />;
  const crumb = { href: `/profiles/${encodeURIComponent(name)}`, text: profile?.title ?? name };
  return (
    <>
      <PageHead title={editing.title(profile?.title ?? name)} lede={editing.lede} crumb={crumb} />
      {problem && <ProblemNote problem={problem} />}
      {profile === undefined ? problem === null && <Bones rows={8} height={44} /> : <Editor profile={profile} />}
    </>
  );
}

/** The editor; a save leads back. */
function Editor({ profile }: { profile: Profile }) {
  const { editing } = setUp.profiles;
  const { isBusy, problem, run } = useDoing(true);
  const { go } = useAddress();
  const back = () => go(`/profiles/${encodeURIComponent(profile.name)}`, true);
  const save = (patch: object) =>
    run(async () => {
      await changeProfile(profile.name, patch);
      back();
    }, editing.saved(profile.name));
  return <ProfileEditor profile={profile} isBusy={isBusy} problem={problem} onSave={save} onCancel={back} />;
}
