/** A button with words on it. */
import type { ComponentChildren } from "preact";
import { useId } from "preact/hooks";
import { Icon, type IconName } from "./Icon.tsx";

/** What a button is; one `main` for each page. */
export interface ButtonProps {
  children: ComponentChildren;
  onClick?: () => unknown;
  kind?: "main" | "grave";
  size?: "small";
  icon?: IconName;
  type?: "submit";
  label?: string;
  /** Why it cannot be pressed now, `null` when it can; said aloud, and shown on hover. */
  why?: string | null;
}

/** A button. One that cannot be pressed keeps the focus, and says why. */
export function Button({ children, onClick, kind, size, icon, type, label, why = null }: ButtonProps) {
  const id = useId();
  const isOff = why !== null;
  return (
    <>
      <button
        type={type ?? "button"}
        class={["button", kind, size].filter(Boolean).join(" ")}
        aria-label={label}
        aria-disabled={isOff}
        aria-describedby={isOff ? id : undefined}
        title={why ?? undefined}
        onClick={isOff && type !== "submit" ? undefined : onClick}
      >
        {icon && <Icon name={icon} />}
        {children}
      </button>
      {isOff && (
        <span id={id} hidden>
          {why}
        </span>
      )}
    </>
  );
}
