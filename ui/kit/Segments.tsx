/** One of a few, side by side in one frame: as radio buttons, or as links where the address holds the choice. */
import type { ComponentChildren } from "preact";

/** One choice. */
export interface Segment<Value extends string> {
  value: Value;
  label: ComponentChildren;
  /** Said aloud and shown on hover, where `label` is an icon. */
  name?: string;
  count?: number | undefined;
  /** Where it leads, when it is a link. */
  href?: string;
}

/** What is chosen of what. */
export interface SegmentsProps<Value extends string> {
  label: string;
  segments: readonly Segment<Value>[];
  value: Value;
  onChange?: (value: Value) => void;
  size?: "small";
}

/** The frame with its choices. Arrow keys move the choice, as with any radio buttons. */
export function Segments<Value extends string>({ label, segments, value, onChange, size }: SegmentsProps<Value>) {
  const isLinks = onChange === undefined;
  const move = (event: KeyboardEvent) => {
    const step = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 }[event.key];
    if (isLinks || step === undefined) return;
    event.preventDefault();
    const at = segments.findIndex((one) => one.value === value);
    const next = segments[(at + step + segments.length) % segments.length];
    if (next === undefined) return;
    onChange(next.value);
    const buttons = (event.currentTarget as Element).querySelectorAll("button");
    buttons[segments.indexOf(next)]?.focus();
  };
  return (
    // oxlint-disable-next-line jsx-a11y/no-static-element-interactions -- its buttons have the focus
    <div
      class={`segments${size ? ` ${size}` : ""}`}
      role={isLinks ? "group" : "radiogroup"}
      aria-label={label}
      onKeyDown={move}
    >
      {segments.map((one) => {
        const isChosen = one.value === value;
        const inside = (
          <>
            {one.label}
            {one.count !== undefined && <span class="count">{one.count.toLocaleString()}</span>}
          </>
        );
        return isLinks ? (
          <a key={one.value} href={one.href ?? ""} aria-current={isChosen ? "true" : undefined}>
            {inside}
          </a>
        ) : (
          <button
            key={one.value}
            type="button"
            role="radio"
            aria-checked={isChosen}
            aria-label={one.name}
            title={one.name}
            tabIndex={isChosen ? 0 : -1}
            onClick={() => onChange(one.value)}
          >
            {inside}
          </button>
        );
      })}
    </div>
  );
}
