/** The key that the address names, where the list below does not show it: on another page, of others, or gone. */
import { useAddress } from "../address.ts";
import { useReading } from "../reading.ts";
import { findKey } from "../set-up-client.ts";
import type { Key } from "../set-up-shapes.ts";
import type { Page } from "../shapes.ts";
import { setUp } from "../words/set-up.ts";
import { KeyTable } from "./KeyTable.tsx";

/** Its row alone, or that there is none; nothing where no key is sought, or the list has it. */
export function SoughtKey({ page }: { page: Page<Key> }) {
  const { key: id } = useAddress().query;
  const isSought = id !== undefined && !page.data.some((key) => key.id === id);
  const { value: found } = useReading(isSought ? `key ${id}` : null, () => findKey(id as string));
  if (!isSought || found === undefined) return null;
  if (found === null) {
    return (
      <p class="notice sought" role="status">
        {setUp.apiKeys.gone}
      </p>
    );
  }
  return (
    <div class="panel table-frame sought">
      <KeyTable page={{ data: [found], nextCursor: null }} />
    </div>
  );
}
