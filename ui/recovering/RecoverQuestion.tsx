/** The dialog that recovers, loaded when it is first asked for. */
import { ErrorBoundary, lazy } from "preact-iso";
import type { Endpoint } from "../shapes.ts";

const RecoverDialog = lazy(async () => (await import("./RecoverDialog.tsx")).RecoverDialog);

/** The dialog, as soon as it is there; what is around it stays meanwhile. */
export function RecoverQuestion({ endpoint, onClose }: { endpoint: Endpoint; onClose: () => void }) {
  return (
    <ErrorBoundary>
      <RecoverDialog endpoint={endpoint} onClose={onClose} />
    </ErrorBoundary>
  );
}
