/** The keys as a table. */
import { useAddress } from "../address.ts";
import { Day } from "../kit/Day.tsx";
import { Pager } from "../kit/Pager.tsx";
import { Pill } from "../kit/Pill.tsx";
import { When } from "../kit/When.tsx";
import { now } from "../now.ts";
import { usePlaceNames } from "../places/use-names.ts";
import type { Key } from "../set-up-shapes.ts";
import type { Page } from "../shapes.ts";
import { setUp } from "../words/set-up.ts";
import { words } from "../words/words.ts";
import { RevokeButton } from "./RevokeButton.tsx";

/** The table; the key that the address names is marked. */
export function KeyTable({ page }: { page: Page<Key> }) {
  const { query } = useAddress();
  const { columns } = setUp.apiKeys;
  const nameOf = usePlaceNames(page.data.map(({ organizationId }) => organizationId));
  return (
    <>
      <table class="table key-table">
        <thead>
          <tr>
            <th class="name">{columns.name}</th>
            <th class="role">{columns.role}</th>
            <th class="place wide-only">{columns.place}</th>
            <th class="hint">{columns.key}</th>
            <th class="used right">{columns.used}</th>
            <th class="expires right wide-only">{columns.expires}</th>
            <th class="do">
              <span class="unseen">{words.more}</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {page.data.map((key) => (
            <KeyRow key={key.id} row={key} nameOf={nameOf} isMarked={key.id === query["key"]} />
          ))}
        </tbody>
      </table>
      <Pager page={page} />
    </>
  );
}

interface KeyRowProps {
  row: Key;
  nameOf: (id: string) => string;
  isMarked: boolean;
}

function KeyRow({ row, nameOf, isMarked }: KeyRowProps) {
  const { roles, hint } = setUp.apiKeys;
  return (
    <tr title={row.id}>
      <td class="name" aria-current={isMarked ? "true" : undefined}>
        {row.name}
      </td>
      <td class="role second">{roles[row.role].name}</td>
      <td class="place wide-only second" title={placeText(row, nameOf)}>
        {placeText(row, nameOf)}
      </td>
      <td class="hint mono third">{hint(row.hint)}</td>
      <td class="used right second">
        <LastUse at={row.lastUsedAt} />
      </td>
      <td class="expires right wide-only second">
        <Expiry at={row.expiresAt} />
      </td>
      <td class="do right">
        <RevokeButton row={row} />
      </td>
    </tr>
  );
}

/** Where the column has no name beside it, the words say what the time is of. */
function LastUse({ at }: { at: string | null }) {
  const { usedAt, neverUsed, neverUsedYet } = setUp.apiKeys;
  if (at === null) {
    return (
      <>
        <span class="wide-only">{neverUsed}</span>
        <span class="narrow-only">{neverUsedYet}</span>
      </>
    );
  }
  return (
    <>
      <span class="narrow-only">{usedAt} </span>
      <When at={at} />
    </>
  );
}

function Expiry({ at }: { at: string | null }) {
  const { neverExpires, expired } = setUp.apiKeys;
  if (at === null) return <span class="third">{neverExpires}</span>;
  return Date.parse(at) <= now.value ? <Pill tone="failed" text={expired} /> : <Day at={at} />;
}

function placeText({ organizationId, environmentId }: Key, nameOf: (id: string) => string): string {
  const { instance, wholeOrganization, inOrganization } = setUp.apiKeys;
  if (organizationId === null) return instance;
  if (environmentId === null) return wholeOrganization(nameOf(organizationId));
  return inOrganization(nameOf(organizationId), nameOf(environmentId));
}
