/** Where one is signed in, and the way to end it. */
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

/** The table, newest first. */
export function SessionsTable() {
  const { value: page, problem } = useReading("sessions", listSessions);
  const { columns } = own.account.sessions;
  if (page === undefined) return problem ? <ProblemNote problem={problem} /> : <Bones rows={2} height={44} />;
  return (
    <div class="panel table-frame">
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
          {page.data.map((session) => (
            <SessionRow key={session.id} session={session} />
          ))}
        </tbody>
      </table>
    </div>
  );
}

function SessionRow({ session }: { session: OpenSession }) {
  const { current, unknown, on, end, endOf, done } = own.account.sessions;
  const { id, userAgent, address, createdAt, lastSeenAt, isCurrent } = session;
  const { isBusy, run } = useDoing();
  const { browser, system } = programOf(userAgent ?? "");
  const where = browser === null ? unknown : system === null ? browser : on(browser, system);
  return (
    <tr>
      <td class="where" title={userAgent ?? undefined}>
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
