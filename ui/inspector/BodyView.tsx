/** A body: formatted to be read, or exact to the byte. */
import type { ComponentChildren } from "preact";
import { useState } from "preact/hooks";
import { Code } from "../kit/Code.tsx";
import { CopyButton } from "../kit/CopyButton.tsx";
import { Segments } from "../kit/Segments.tsx";
import { words } from "../words/words.ts";

/** The text; `note` says what is missing of it, `children` stand beside the buttons. */
export interface BodyViewProps {
  text: string;
  note?: string | null;
  children?: ComponentChildren;
}

/** The block with its buttons. */
export function BodyView({ text, note = null, children }: BodyViewProps) {
  const { inspector } = words.deliveries;
  const [form, setForm] = useState<"pretty" | "exact">("pretty");
  return (
    <div class="body-view">
      <div class="row body-view-head">
        <Segments
          label={inspector.bodyForm}
          size="small"
          value={form}
          onChange={setForm}
          segments={[
            { value: "pretty", label: inspector.pretty },
            { value: "exact", label: inspector.exact },
          ]}
        />
        <span class="row">
          {children}
          <CopyButton text={text} what={inspector.bodyName}>
            {inspector.copyBody}
          </CopyButton>
        </span>
      </div>
      <Code text={text} label={inspector.body} isFormatted={form === "pretty"} />
      {note !== null && <p class="second small">{note}</p>}
    </div>
  );
}
