/** People: who may sign in. */
import { useAddress } from "../address.ts";
import { Bones } from "../kit/Bones.tsx";
import { Button } from "../kit/Button.tsx";
import { Empty } from "../kit/Empty.tsx";
import { PageHead } from "../kit/PageHead.tsx";
import { Pager } from "../kit/Pager.tsx";
import { ProblemNote } from "../kit/ProblemNote.tsx";
import { listPeople, onlyPerson } from "../people-client.ts";
import { usePlaceNames } from "../places/use-names.ts";
import { useReading } from "../reading.ts";
import { NotFound } from "../shell/NotFound.tsx";
import { own } from "../words/people.ts";
import { NewPerson } from "./NewPerson.tsx";
import { PersonRow } from "./PersonRow.tsx";

/** The page; the address says whether the form is open, and of whom alone the page is. */
export function PeoplePage() {
  const { title, lede, create, zero, columns, only, showAll } = own.people;
  const { query, change, with: addressWith } = useAddress();
  const { cursor, person } = query;
  const { value: page, problem } = useReading(`people ${person ?? cursor ?? ""}`, () =>
    person === undefined ? listPeople(cursor) : onlyPerson(person),
  );
  const nameOf = usePlaceNames([]);
  if (person !== undefined && problem?.status === 404) return <NotFound />;
  const isEmpty = page?.data.length === 0 && cursor === undefined;
  return (
    <>
      <PageHead title={title} lede={lede}>
        {!isEmpty && (
          <Button kind="main" icon="plus" onClick={() => change({ new: "1" })}>
            {create}
          </Button>
        )}
      </PageHead>
      {person !== undefined && (
        <p class="toolbar second">
          {only}{" "}
          <a class="link" href={addressWith({ person: null })}>
            {showAll}
          </a>
        </p>
      )}
      <div class="panel table-frame">
        {problem && <ProblemNote problem={problem} />}
        {page === undefined && problem === null && <Bones rows={4} height={56} />}
        {isEmpty && (
          <Empty icon="people" title={zero.title} text={zero.text}>
            <Button onClick={() => change({ new: "1" })}>{create}</Button>
          </Empty>
        )}
        {page !== undefined && !isEmpty && (
          <>
            <table class="table people-table">
              <thead>
                <tr>
                  <th>{columns.name}</th>
                  <th class="role">{columns.role}</th>
                  <th class="created right wide-only">{columns.added}</th>
                  <th class="when right">{columns.last}</th>
                  <th class="do">
                    <span class="unseen">{own.people.moreColumn}</span>
                  </th>
                </tr>
              </thead>
              <tbody>
                {page.data.map((person) => (
                  <PersonRow key={person.id} person={person} nameOf={nameOf} />
                ))}
              </tbody>
            </table>
            <Pager page={page} />
          </>
        )}
      </div>
      {query["new"] !== undefined && <NewPerson onClose={() => change({ new: null }, true)} />}
    </>
  );
}
