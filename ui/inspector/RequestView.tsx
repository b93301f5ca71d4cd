/** What was sent. */
import { CopyButton } from "../kit/CopyButton.tsx";
import { curlOf } from "../curl.ts";
import type { AttemptDetails } from "../shapes.ts";
import { words } from "../words/words.ts";
import { BodyView } from "./BodyView.tsx";
import { HeaderLines } from "./HeaderLines.tsx";

/** Line, headers, body. */
export function RequestView({ request }: { request: AttemptDetails["request"] }) {
  const { inspector } = words.deliveries;
  return (
    <>
      <HeaderLines first={[request.method, request.url]} headers={request.headers} />
      <BodyView text={request.body}>
        <CopyButton text={curlOf(request)} what={inspector.curlName}>
          {inspector.copyCurl}
        </CopyButton>
      </BodyView>
    </>
  );
}
