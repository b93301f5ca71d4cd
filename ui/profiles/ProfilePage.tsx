/** One profile, in words, with its retries on a time line. */
import { Bones } from "../kit/Bones.tsx";
import { PageHead } from "../kit/PageHead.tsx";
import { ProblemNote } from "../kit/ProblemNote.tsx";
import { useReading } from "../reading.ts";
import { readProfile } from "../set-up-client.ts";
import type { Profile } from "../set-up-shapes.ts";
import { NotFound } from "../shell/NotFound.tsx";
import { setUp } from "../words/set-up.ts";
import { ProfileActions } from "./ProfileActions.tsx";
import { ProfileCatalog } from "./ProfileCatalog.tsx";
import { ProfileRequest } from "./ProfileRequest.tsx";
import { ProfileRules } from "./ProfileRules.tsx";
import { Schedule } from "./Schedule.tsx";

/** The page; `params` from its address. */
export function ProfilePage({ params: { name } }: { params: { name: string } }) {
  const { value: profile, problem } = useReading(`profile ${name}`, () => readProfile(name));
  const { title } = setUp.profiles;
  const crumb = { href: "/profiles", text: title };
  if (problem?.status === 404) return <NotFound />;
  if (profile === undefined) {
    return (
      <>
        <PageHead title={name} crumb={crumb} />
        {problem ? <ProblemNote problem={problem} /> : <Bones rows={6} height={44} />}
      </>
    );
  }
  const { builtIn, own } = setUp.profiles;
  return (
    <>
      <PageHead
        title={profile.title}
        crumb={crumb}
        beside={<span class="badge">{profile.builtIn ? builtIn : own}</span>}
        lede={<span class="mono">{name}</span>}
      >
        <ProfileActions profile={profile} />
      </PageHead>
      {problem && <ProblemNote problem={problem} />}
      <Whole profile={profile} />
    </>
  );
}

function Whole({ profile }: { profile: Profile }) {
  const { sections } = setUp.profiles;
  return (
    <div class="profile-page">
      <section class="panel">
        <h2>{sections.schedule}</h2>
        <Schedule {...profile} />
      </section>
      <div class="two-columns">
        <ProfileRequest profile={profile} />
        <ProfileRules profile={profile} />
      </div>
      <ProfileCatalog profile={profile} />
    </div>
  );
}
