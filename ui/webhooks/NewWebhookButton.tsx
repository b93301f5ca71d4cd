/** The way to another webhook. */
import { useAddress } from "../address.ts";
import { Button } from "../kit/Button.tsx";
import { words } from "../words/words.ts";
import { useEndpoints } from "./use-endpoints.ts";
import { useBar } from "./use-limits.ts";

/** The button; where there cannot be another it says why. */
export function NewWebhookButton({ kind }: { kind?: "main" }) {
  const { go } = useAddress();
  const { create, unread } = words.webhooks;
  const { value: all } = useEndpoints();
  const bar = useBar();
  return (
    <Button
      {...(kind && { kind })}
      icon="plus"
      why={all === undefined ? unread : bar}
      onClick={() => go("/webhooks/new")}
    >
      {create}
    </Button>
  );
}
