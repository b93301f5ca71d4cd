/** A button that is an icon alone: its label is said aloud, and shown on hover. */
import { Icon, type IconName } from "./Icon.tsx";

/** What it does, in words, and what it looks like. */
export interface IconButtonProps {
  icon: IconName;
  label: string;
  onClick: () => unknown;
  isFramed?: boolean;
  isOff?: boolean;
}

/** An icon button. */
export function IconButton({ icon, label, onClick, isFramed = false, isOff = false }: IconButtonProps) {
  return (
    <button
      type="button"
      class={`icon-button${isFramed ? " framed" : ""}`}
      aria-label={label}
      title={label}
      aria-disabled={isOff}
      onClick={isOff ? undefined : onClick}
    >
      <Icon name={icon} />
    </button>
  );
}
