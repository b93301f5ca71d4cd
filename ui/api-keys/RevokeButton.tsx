/** Revoking a key, after a question. */
import { useState } from "preact/hooks";
import { useDoing } from "../doing.ts";
import { Confirm } from "../kit/Confirm.tsx";
import { IconButton } from "../kit/IconButton.tsx";
import { When } from "../kit/When.tsx";
import { revokeKey } from "../set-up-client.ts";
import type { Key } from "../set-up-shapes.ts";
import { setUp } from "../words/set-up.ts";

/** The button, and the question behind it. */
export function RevokeButton({ row }: { row: Key }) {
  const { label, title, text, used, action, done } = setUp.apiKeys.revoke;
  const [isAsked, setAsked] = useState(false);
  const { isBusy, run } = useDoing();
  const confirm = async () => {
    await run(() => revokeKey(row.id), done(row.name));
    setAsked(false);
  };
  return (
    <>
      <IconButton icon="trash" label={label(row.name)} onClick={() => setAsked(true)} />
      {isAsked && (
        <Confirm
          title={title(row.name)}
          action={action}
          isBusy={isBusy}
          onConfirm={confirm}
          onClose={() => setAsked(false)}
        >
          <p>{text(row.hint)}</p>
          {row.lastUsedAt !== null && (
            <p class="second">
              {used} <When at={row.lastUsedAt} />.
            </p>
          )}
        </Confirm>
      )}
    </>
  );
}
