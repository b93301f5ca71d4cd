/** The page of an address that leads nowhere. */
import { PageHead } from "../kit/PageHead.tsx";
import { words } from "../words/words.ts";

/** It says so, and leads back. */
export function NotFound() {
  const { title, text, back } = words.shell.notFound;
  return (
    <>
      <PageHead title={title} lede={text} />
      <a class="button" href="/webhooks">
        {back}
      </a>
    </>
  );
}
