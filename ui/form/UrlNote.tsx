/** Whether a URL can be reached, told before it is saved. */
import { useEffect, useState } from "preact/hooks";
import { parseEndpointUrl } from "../../server/rules/fields.ts";
import { checkUrl } from "../client.ts";
import { after } from "../clock.ts";
import type { Reachability } from "../shapes.ts";
import { words } from "../words/words.ts";

/** How long a pause in typing is before the server tries it, in ms. */
const PAUSE_MS = 600;

/** What is known of it; nothing while it is no URL, or longer than it may be. */
export function UrlNote({ url, lengthMax }: { url: string; lengthMax: number }) {
  const { checking, reachable, unreachable } = words.form.url;
  const [check, setCheck] = useState<Reachability | "asking" | null>(null);
  const isAsked = "url" in parseEndpointUrl(url, lengthMax);
  useEffect(() => {
    setCheck(null);
    if (!isAsked) return;
    let isCurrent = true;
    const stop = after(PAUSE_MS, () => {
      setCheck("asking");
      checkUrl(url).then(
        (check) => isCurrent && setCheck(check),
        () => isCurrent && setCheck(null),
      );
    });
    return () => {
      isCurrent = false;
      stop();
    };
  }, [url, isAsked]);
  return <span role="status">{textOf()}</span>;

  function textOf(): string {
    if (check === null) return "";
    if (check === "asking") return checking;
    return check.reachable ? reachable : unreachable(check.reason ?? "");
  }
}
