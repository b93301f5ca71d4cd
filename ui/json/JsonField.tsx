/** A field of JSON: coloured and checked as it is typed, with the place of what is wrong. */
import { useMemo, useRef } from "preact/hooks";
import type { ComponentChildren } from "preact";
import { Field } from "../form/Field.tsx";
import { indented, jsonTokens } from "../json-tokens.ts";
import { Button } from "../kit/Button.tsx";
import { setUp } from "../words/set-up.ts";
import { colouredTokens } from "./colours.ts";
import type { PlacedFault } from "./fault.ts";
import { lineOf } from "./scan.ts";

/** Longer texts are shown plain: a coloured one is an element for every part. */
const COLOURED_LENGTH_MAX = 64 * 1024;

/** What stands in it, and what is wrong with it. */
export interface JsonFieldProps {
  label: string;
  isOptional?: boolean;
  value: string;
  onInput: (value: string) => void;
  fault: PlacedFault | null;
  note?: ComponentChildren;
  /** How many lines are shown of an empty one. */
  rows?: number;
}

/** The field. Tab goes on to the next one, as everywhere; Enter keeps the indentation. */
export function JsonField({ label, isOptional = false, value, onInput, fault, note, rows = 4 }: JsonFieldProps) {
  const area = useRef<HTMLTextAreaElement>(null);
  const { format, place, goTo } = setUp.json;
  const at = fault === null ? null : lineOf(value, fault.at);
  const go = () => {
    area.current?.focus();
    area.current?.setSelectionRange(fault?.at ?? 0, (fault?.at ?? 0) + 1);
  };
  const tidy = () => {
    const tokens = jsonTokens(value);
    if (tokens !== null) onInput(indented(tokens).map(({ text }) => text).join("")); // prettier-ignore
  };
  return (
    <Field label={label} isOptional={isOptional}>
      {(ties) => (
        <>
          <div class={`json-field${at === null ? "" : " is-wrong"}`} style={{ "--rows": rows }}>
            <Lines text={value} faultLine={at?.line ?? null} rows={rows} />
            <div class="json-paper">
              <Coloured text={value} />
              {at !== null && <Mark line={at.line} column={at.column} />}
              <textarea
                {...ties}
                ref={area}
                aria-invalid={at !== null}
                aria-describedby={at !== null ? `${ties.id}-place` : note ? `${ties.id}-note` : undefined}
                value={value}
                spellcheck={false}
                autocomplete="off"
                autocapitalize="off"
                wrap="off"
                onInput={(event) => onInput(event.currentTarget.value)}
                onKeyDown={keepIndentation}
              />
            </div>
          </div>
          <div class="json-foot">
            {at === null ? (
              <div class="note" id={`${ties.id}-note`}>
                {note}
              </div>
            ) : (
              <p class="fault" id={`${ties.id}-place`} role="alert">
                <button type="button" class="link" title={goTo} onClick={go}>
                  {place(at.line, at.column)}
                </button>
                : {fault?.text}
              </p>
            )}
            {value !== "" && (
              <Button size="small" onClick={tidy}>
                {format}
              </Button>
            )}
          </div>
        </>
      )}
    </Field>
  );
}

/** The numbers of the lines; they are there for the eye alone. */
function Lines({ text, faultLine, rows }: { text: string; faultLine: number | null; rows: number }) {
  const count = Math.max(rows, text.split("\n").length);
  return (
    <div class="json-lines" aria-hidden="true">
      {Array.from({ length: count }, (_, at) => (
        <span key={at} class={at + 1 === faultLine ? "wrong" : undefined}>
          {at + 1}
        </span>
      ))}
    </div>
  );
}

/** The text in colours, below the one that is typed in. */
function Coloured({ text }: { text: string }) {
  const tokens = useMemo(() => (text.length > COLOURED_LENGTH_MAX ? null : colouredTokens(text)), [text]);
  return (
    <pre aria-hidden="true">
      <code>
        {tokens === null
          ? text
          : tokens.map(({ kind, text }, at) =>
              kind === "mark" || kind === "space" ? (
                text
              ) : (
                <span key={at} class={kind}>
                  {text}
                </span>
              ),
            )}
        {"\n"}
      </code>
    </pre>
  );
}

/** Where the fault is. */
function Mark({ line, column }: { line: number; column: number }) {
  return (
    <>
      <span class="json-line-mark" style={{ "--line": line - 1 }} />
      <span class="json-mark" style={{ "--line": line - 1, "--column": column - 1 }} />
    </>
  );
}

/** Enter begins the next line below the first letter of this one, further in after an opening bracket. */
function keepIndentation(event: KeyboardEvent): void {
  if (event.key !== "Enter" || event.isComposing || event.metaKey || event.ctrlKey || event.altKey) return;
  const area = event.currentTarget as HTMLTextAreaElement;
  const before = area.value.slice(0, area.selectionStart);
  const blanks = /[ ]*/.exec(before.slice(before.lastIndexOf("\n") + 1))?.[0] ?? "";
  const inner = /[{[]\s*$/.test(before) ? "  " : "";
  event.preventDefault();
  // The one way that a browser can undo.
  document.execCommand("insertText", false, `\n${blanks}${inner}`);
}
