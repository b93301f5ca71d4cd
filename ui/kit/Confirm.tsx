/** A question before something that cannot be undone. */
import type { ComponentChildren } from "preact";
import { words } from "../words/words.ts";
import { Button } from "./Button.tsx";
import { Dialog } from "./Dialog.tsx";

/** What is asked, and what a yes does. */
export interface ConfirmProps {
  title: string;
  children: ComponentChildren;
  /** The words of the yes, naming the thing. */
  action: string;
  kind?: "main" | "grave";
  keep?: string;
  isBusy: boolean;
  onConfirm: () => unknown;
  onClose: () => void;
}

/** The dialog with its two answers. */
export function Confirm({ title, children, action, kind, keep, isBusy, onConfirm, onClose }: ConfirmProps) {
  return (
    <Dialog title={title} onClose={onClose}>
      {children}
      <div class="dialog-foot">
        <Button onClick={onClose}>{keep ?? words.cancel}</Button>
        <Button kind={kind ?? "grave"} why={isBusy ? words.loading : null} onClick={onConfirm}>
          {action}
        </Button>
      </div>
    </Dialog>
  );
}
