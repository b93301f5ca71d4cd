/** A request that reached an inbox: whether its signature is right and why not, its headers, its exact body. */
import { BodyView } from "../inspector/BodyView.tsx";
import { HeaderLines } from "../inspector/HeaderLines.tsx";
import { Prose } from "../kit/Prose.tsx";
import { now } from "../now.ts";
import type { InboxRequest } from "../people-client.ts";
import { momentText, utcText } from "../times.ts";
import { own } from "../words/people.ts";
import { typeIn, verdictOf } from "./verdict.ts";

/** The panel; `path` of the inbox, which it was sent to. */
export function RequestDetails({ request, path }: { request: InboxRequest; path: string }) {
  const { noType, received, headers, truncated, noBody, body } = own.inbox;
  const verdict = verdictOf(request);
  const { receivedAt } = request;
  return (
    <section class="panel request" aria-label={own.inbox.request(request.number)}>
      <header>
        <h2 class="mono">{typeIn(request.body) ?? noType}</h2>
        <span class="second small">
          {received}{" "}
          <time dateTime={receivedAt} title={utcText(receivedAt)}>
            {momentText(Date.parse(receivedAt), now.peek())}
          </time>
        </span>
      </header>
      <div class={`notice ${verdict.tone === "ok" ? "matches" : verdict.tone}`}>
        <p>
          <strong>{verdict.text}.</strong> <Prose text={verdict.reason} />
        </p>
      </div>
      <h3>{headers}</h3>
      <HeaderLines first={["POST", path]} headers={request.headers} />
      <h3>{body}</h3>
      {request.body === "" ? (
        <p class="second">{noBody}</p>
      ) : (
        <BodyView text={request.body} note={request.isTruncated ? truncated : null} />
      )}
    </section>
  );
}
