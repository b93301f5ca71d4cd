/** The requests of an inbox, newest first. */
import { useAddress } from "../address.ts";
import { Pill } from "../kit/Pill.tsx";
import { When } from "../kit/When.tsx";
import type { InboxRequest } from "../people-client.ts";
import { own } from "../words/people.ts";
import { typeIn, verdictOf } from "./verdict.ts";

/** The list; `shown` is the number of the one beside it. */
export function RequestList({ requests, shown }: { requests: readonly InboxRequest[]; shown: number }) {
  const { with: addressWith } = useAddress();
  return (
    <nav class="panel request-list" aria-label={own.inbox.list}>
      {requests.map((request) => {
        const { tone, text } = verdictOf(request);
        return (
          <a
            key={request.number}
            href={addressWith({ request: String(request.number) })}
            aria-current={request.number === shown ? "true" : undefined}
          >
            <span class="third small number">{request.number}</span>
            <span class="mono cut">{typeIn(request.body) ?? own.inbox.noType}</span>
            <span class="second small">
              <When at={request.receivedAt} />
            </span>
            <span class="state">
              <Pill tone={tone} text={text} />
              {!request.isOurs && <span class="third small">{own.inbox.outside}</span>}
            </span>
          </a>
        );
      })}
    </nav>
  );
}
