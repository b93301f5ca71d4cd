/** What came back. */
import type { AttemptDetails } from "../shapes.ts";
import { words } from "../words/words.ts";
import { BodyView } from "./BodyView.tsx";
import { HeaderLines } from "./HeaderLines.tsx";

/** Status, headers, body; or why there was none. */
export function ResponseView({ response, reason }: { response: AttemptDetails["response"]; reason: string }) {
  const { inspector } = words.deliveries;
  if (response === null) {
    return (
      <p class="attempt-none second">
        {inspector.noResponse} {reason}.
      </p>
    );
  }
  return (
    <>
      <HeaderLines first={["HTTP", String(response.status)]} headers={response.headers} />
      {response.body === "" ? (
        <p class="third small">{inspector.noBody}</p>
      ) : (
        <BodyView text={response.body} note={response.truncated ? inspector.truncated : null} />
      )}
    </>
  );
}
