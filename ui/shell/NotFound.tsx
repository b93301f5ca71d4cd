/** The page of an address that leads nowhere. */
import { PageHead } from "../kit/PageHead.tsx";
import { useHere } from "../places/use-here.ts";
import { words } from "../words/words.ts";

/** It says so, tells where was looked, and leads back. */
export function NotFound() {
  const { title, text, back } = words.shell.notFound;
  const here = useHere();
  const where = here && words.shell.notFound.where(here.organization.name, here.environment.name);
  return (
    <>
      <PageHead title={title} lede={where === null ? text : `${text} ${where}`} />
      <a class="button" href="/webhooks">
        {back}
      </a>
    </>
  );
}
