/** Where the id of an environment lands: on its organization, which is looked for. */
import { useEffect, useState } from "preact/hooks";
import { useAddress } from "../address.ts";
import { problemOf } from "../client.ts";
import { Bones } from "../kit/Bones.tsx";
import { PageHead } from "../kit/PageHead.tsx";
import { readAllOrganizations, readEnvironments } from "../set-up-client.ts";
import { NotFound } from "../shell/NotFound.tsx";
import { tellFault } from "../toasts.ts";
import { setUp } from "../words/set-up.ts";

/** The page; it leads on as soon as it is known where. */
export function EnvironmentPage({ params: { id } }: { params: { id: string } }) {
  const { title, text } = setUp.organizations.seek;
  const { go } = useAddress();
  const [isNowhere, setNowhere] = useState(false);
  useEffect(() => {
    let isWanted = true;
    organizationOf(id).then(
      (found) => {
        if (!isWanted) return;
        if (found === null) setNowhere(true);
        else go(`/organizations/${found}`, true);
      },
      (error) => {
        tellFault(problemOf(error).detail);
        setNowhere(true);
      },
    );
    return () => void (isWanted = false);
  }, [id]);
  if (isNowhere) return <NotFound />;
  return (
    <>
      <PageHead title={title} lede={text} />
      <div class="panel">
        <Bones rows={3} height={44} />
      </div>
    </>
  );
}

/** The id of the organization that has it, `null` when none has. */
async function organizationOf(environmentId: string): Promise<string | null> {
  for (const { id } of await readAllOrganizations()) {
    if ((await readEnvironments(id)).some((environment) => environment.id === environmentId)) return id;
  }
  return null;
}
