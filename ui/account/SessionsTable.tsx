/** Where one is signed in, and the way to end it. */
import { useAddress } from "../address.ts";
import { useDoing } from "../doing.ts";
import { Bones } from "../kit/Bones.tsx";
import { Button } from "../kit/Button.tsx";
import { ProblemNote } from "../kit/ProblemNote.tsx";
import { When } from "../kit/When.tsx";
import { listSessions, type OpenSession, revokeSession } from "../people-client.ts";
import { useReading } from "../reading.ts";
import { own } from "../words/people.ts";
import { words } from "../words/words.ts";
import { programOf } from "./program.ts";

/** The table, newest first; the session that the address names is marked. */
export function SessionsTable() {
  const { value: page, problem } = useReading("sessions", listSessions);
  const { columns, gone } = own.account.sessions;
  const { session } = useAddress().query;
  if (page === undefined) return problem ? <ProblemNote problem={problem} /> : <Bones rows={2} height={44} />;
  const isGone = session !== undefined && !page.data.some(({ id }) => id === session);
  return (
    <div class="panel table-frame">
      {isGone && (
        <p class="notice" role="status">
          {gone}
        </p>
      )}
      <table class="table session-table">
        <thead>
          <tr>
            <th>{columns.where}</th>
            <th class="address wide-only">{columns.address}</th>
            <th class="began right wide-only">{columns.began}</th>
            <th class="when right">{columns.seen}</th>
            <th class="do">
              <span class="unseen">{own.account.sessions.end}</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {page.data.map((one) => (
            <SessionRow key={one.id} session={one} isMarked={one.id === session} />
          ))}
        </tbody>
      </table>
    </div>
  );
}

function SessionRow({ session, isMarked }: { session: OpenSession; isMarked: boolean }) {
  const { current, unknown, on, end, endOf, done } = own.account.sessions;
  const { id, userAgent, address, createdAt, lastSeenAt, isCurrent } = session;
  const { isBusy, run } = useDoing();
  const { browser, system } = programOf(userAgent ?? "");
  const where = browser === null ? unknown : system === null ? browser : on(browser, system);
  return (
    <tr>
      <td class="where" title={userAgent ?? undefined} aria-current={isMarked ? "true" : undefined}>
        {where} {isCurrent && <span class="badge">{current}</span>}
      </td>
      <td class="address wide-only mono second">{address ?? words.none}</td>
      <td class="began right wide-only second">
        <When at={createdAt} />
      </td>
      <td class="when right">
        <When at={lastSeenAt} />
      </td>
      <td class="do right">
        {!isCurrent && (
          <Button
            size="small"
            label={endOf(where)}
            why={isBusy ? words.loading : null}
            onClick={() => run(() => revokeSession(id), done)}
          >
            {end}
          </Button>
        )}
      </td>
    </tr>
  );
}
