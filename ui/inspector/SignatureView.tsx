/** The signature of a request: of what it is made, and a check of it here. */
import { useState } from "preact/hooks";
import { problemOf, readSecret } from "../client.ts";
import { Button } from "../kit/Button.tsx";
import { Prose } from "../kit/Prose.tsx";
import type { AttemptDetails } from "../shapes.ts";
import { tellFault } from "../toasts.ts";
import { words } from "../words/words.ts";
import { canCheck, checkSignature, type SignatureCheck, signedBy } from "./signature.ts";

/** How much of a body is shown in what is signed. */
const SHOWN_LENGTH = 120;

/** The three steps, and the button that takes them. */
export function SignatureView({ request, endpointId }: { request: AttemptDetails["request"]; endpointId: string }) {
  const { signature } = words.deliveries;
  const [check, setCheck] = useState<SignatureCheck | "checking" | null>(null);
  const signed = signedBy(request.headers);
  if (signed === null) return <p class="attempt-none second">{signature.missing}</p>;
  const run = async () => {
    setCheck("checking");
    try {
      setCheck(await checkSignature(await readSecret(endpointId), signed, request.body));
    } catch (error) {
      setCheck(null);
      tellFault(problemOf(error).detail);
    }
  };
  const body = request.body.length > SHOWN_LENGTH ? `${request.body.slice(0, SHOWN_LENGTH)}…` : request.body;
  return (
    <div class="signature">
      <p class="second">{signature.lede}</p>
      <ol>
        <li>
          {signature.steps.signed}
          <pre class="code">
            <b>{signed.id}</b>.<b>{signed.timestamp}</b>.{body}
          </pre>
        </li>
        <li>
          <Prose text={signature.steps.key} />
        </li>
        <li>
          {signature.steps.result}
          <pre class="code">{signed.signatures.join("\n")}</pre>
        </li>
      </ol>
      <div class="notice">
        <p>{canCheck() ? signature.note : signature.insecure}</p>
        {canCheck() && (
          <Button size="small" why={check === "checking" ? signature.checking : null} onClick={run}>
            {check === null ? signature.check : signature.again}
          </Button>
        )}
      </div>
      <div role="status">{check !== null && check !== "checking" && <Result check={check} />}</div>
    </div>
  );
}

function Result({ check: { isMatch, computed } }: { check: SignatureCheck }) {
  const { signature } = words.deliveries;
  return (
    <div class={`notice ${isMatch ? "matches" : "failed"}`}>
      <div>
        <strong>{isMatch ? signature.matches : signature.differs}</strong>:{" "}
        {isMatch ? signature.matchesText : signature.differsText}
        <div class="small second">
          {signature.computed}: <span class="mono">{computed}</span>
        </div>
      </div>
    </div>
  );
}
