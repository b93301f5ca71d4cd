/** A page that met a fault of its own: told in its place, and the rest of the console goes on. */
import { Component, type ComponentChildren } from "preact";
import { useLocation } from "preact-iso";
import { Button } from "../kit/Button.tsx";
import { words } from "../words/words.ts";

/** What is in it, and where it is. */
interface BoundaryProps {
  path: string;
  children: ComponentChildren;
}

/** Shows what is in it, or that it fell over; another address is another try. */
export function Fallen({ children }: { children: ComponentChildren }) {
  const { path } = useLocation();
  return <Boundary path={path}>{children}</Boundary>;
}

/** With what it fell over, and where. */
interface Fall {
  fell: { fault: string; path: string } | null;
}

class Boundary extends Component<BoundaryProps, Fall> {
  override state: Fall = { fell: null };

  override componentDidCatch(error: unknown): void {
    // Where it is looked for: it is a bug of ours.
    reportError(error);
    this.setState({ fell: { fault: String(error), path: this.props.path } });
  }

  override render({ path, children }: BoundaryProps, { fell }: Fall) {
    if (fell === null || fell.path !== path) return children;
    return (
      <div class="notice failed" role="alert">
        <p>{words.problems.page(fell.fault)}</p>
        <Button size="small" onClick={() => location.reload()}>
          {words.problems.reload}
        </Button>
      </div>
    );
  }
}
