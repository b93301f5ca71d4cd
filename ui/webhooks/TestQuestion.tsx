/** The dialog that sends a test event, loaded when it is first asked for. */
import { ErrorBoundary, lazy } from "preact-iso";
import type { Endpoint } from "../shapes.ts";

const TestDialog = lazy(async () => (await import("./TestDialog.tsx")).TestDialog);

/** The dialog, as soon as it is there; what is around it stays meanwhile. */
export function TestQuestion({ endpoint, onClose }: { endpoint: Endpoint; onClose: () => void }) {
  return (
    <ErrorBoundary>
      <TestDialog endpoint={endpoint} onClose={onClose} />
    </ErrorBoundary>
  );
}
