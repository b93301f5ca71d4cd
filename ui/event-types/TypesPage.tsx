/** The event types: what can happen, by group, what is archived apart. */
import { useAddress } from "../address.ts";
import { Bones } from "../kit/Bones.tsx";
import { Button } from "../kit/Button.tsx";
import { Empty } from "../kit/Empty.tsx";
import { PageHead } from "../kit/PageHead.tsx";
import { ProblemNote } from "../kit/ProblemNote.tsx";
import { Search } from "../kit/Search.tsx";
import type { EventType } from "../set-up-shapes.ts";
import { setUp } from "../words/set-up.ts";
import { TypeGroup } from "./TypeGroup.tsx";
import { useTypes } from "./use-types.ts";

/** The page; the address holds the search. */
export function TypesPage() {
  const { query, change, go } = useAddress();
  const { value: all, problem } = useTypes();
  const { title, lede, create, search, counter } = setUp.eventTypes;
  const sought = query["search"] ?? "";
  return (
    <>
      <PageHead title={title} lede={lede}>
        <Button kind="main" icon="plus" onClick={() => go("/new-event-type")}>
          {create}
        </Button>
      </PageHead>
      {all !== undefined && all.length > 0 && (
        <div class="toolbar">
          <Search label={search} value={sought} onSearch={(text) => change({ search: text }, true)} />
          <span class="rest">{counter(all.length.toLocaleString())}</span>
        </div>
      )}
      {problem && <ProblemNote problem={problem} />}
      {all === undefined ? (
        problem === null && (
          <div class="panel">
            <Bones rows={6} height={44} />
          </div>
        )
      ) : (
        <Groups types={all.filter((one) => matches(one, sought))} isFiltered={all.length > 0} />
      )}
    </>
  );
}

function Groups({ types, isFiltered }: { types: readonly EventType[]; isFiltered: boolean }) {
  const { archived, archivedNote, ungrouped } = setUp.eventTypes;
  if (types.length === 0) return <NoTypes isFiltered={isFiltered} />;
  const groups = Map.groupBy(
    types.filter((type) => !type.archived),
    ({ group }) => group ?? "",
  );
  const sorted = [...groups].toSorted(([a], [b]) => (a === "" ? 1 : b === "" ? -1 : a.localeCompare(b)));
  const put = types.filter((type) => type.archived);
  return (
    <>
      {sorted.map(([group, types]) => (
        <TypeGroup key={group} title={group === "" ? ungrouped : `${group}.*`} isMono={group !== ""} types={types} />
      ))}
      {put.length > 0 && <TypeGroup title={archived} note={archivedNote} types={put} />}
    </>
  );
}

function NoTypes({ isFiltered }: { isFiltered: boolean }) {
  const { change, go } = useAddress();
  const { zero, noMatch, create } = setUp.eventTypes;
  return (
    <div class="panel">
      {isFiltered ? (
        <Empty icon="search" title={noMatch.title} text={noMatch.text}>
          <Button onClick={() => change({ search: null }, true)}>{noMatch.clear}</Button>
        </Empty>
      ) : (
        <Empty icon="tag" title={zero.title} text={zero.text}>
          <Button onClick={() => go("/new-event-type")}>{create}</Button>
        </Empty>
      )}
    </div>
  );
}

function matches({ type, description }: EventType, sought: string): boolean {
  return `${type}\n${description ?? ""}`.toLowerCase().includes(sought.trim().toLowerCase());
}
