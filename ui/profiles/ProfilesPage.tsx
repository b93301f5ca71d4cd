/** The profiles: how products send. */
import { Bones } from "../kit/Bones.tsx";
import { PageHead } from "../kit/PageHead.tsx";
import { ProblemNote } from "../kit/ProblemNote.tsx";
import type { Profile } from "../set-up-shapes.ts";
import { shortSpan } from "../spans.ts";
import { setUp } from "../words/set-up.ts";
import { Spark } from "./Spark.tsx";
import { useFollowers, useProfiles } from "./use-profiles.ts";

/** The page. */
export function ProfilesPage() {
  const { title, lede } = setUp.profiles;
  const { value: profiles, problem } = useProfiles();
  return (
    <>
      <PageHead title={title} lede={lede} />
      <div class="panel table-frame">
        {problem && <ProblemNote problem={problem} />}
        {profiles === undefined ? problem === null && <Bones rows={5} height={56} /> : <ProfileTable rows={profiles} />}
      </div>
    </>
  );
}

function ProfileTable({ rows }: { rows: readonly Profile[] }) {
  const { columns } = setUp.profiles;
  return (
    <table class="table profile-table">
      <thead>
        <tr>
          <th class="name">{columns.name}</th>
          <th class="drawn wide-only">{columns.retries}</th>
          <th class="timeout right wide-only">{columns.timeout}</th>
          <th class="followers right">{columns.followers}</th>
        </tr>
      </thead>
      <tbody>
        {rows.map((profile) => (
          <ProfileRow key={profile.name} profile={profile} />
        ))}
      </tbody>
    </table>
  );
}

function ProfileRow({ profile }: { profile: Profile }) {
  const { builtIn, own, retries, followers, noFollowers } = setUp.profiles;
  const { name, title, retry, timeoutMs } = profile;
  const count = useFollowers()(name);
  const spanMs = retry.waitsMs.reduce((sum, waitMs) => sum + waitMs, 0);
  return (
    <tr>
      <td class="name">
        <a class="row-link strong" href={`/profiles/${encodeURIComponent(name)}`}>
          {title}
        </a>
        <span class="small third">
          <span class="mono">{name}</span> · {profile.builtIn ? builtIn : own}
        </span>
      </td>
      <td class="drawn wide-only second">
        <Spark retry={retry} />
        <span class="small">{retries(retry.waitsMs.length, shortSpan(spanMs))}</span>
      </td>
      <td class="right wide-only second">{shortSpan(timeoutMs)}</td>
      <td class="followers when right">{count === null ? "" : count === 0 ? noFollowers : followers(count)}</td>
    </tr>
  );
}
