/** The dialog that rotates a secret, loaded when it is first asked for. */
import { ErrorBoundary, lazy } from "preact-iso";
import type { Endpoint } from "../shapes.ts";

const RotateDialog = lazy(async () => (await import("./RotateDialog.tsx")).RotateDialog);

/** The dialog, as soon as it is there; what is around it stays meanwhile. */
export function RotateQuestion({ endpoint, onClose }: { endpoint: Endpoint; onClose: () => void }) {
  return (
    <ErrorBoundary>
      <RotateDialog endpoint={endpoint} onClose={onClose} />
    </ErrorBoundary>
  );
}
