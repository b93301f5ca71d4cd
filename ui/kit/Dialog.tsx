/** A question or a view above the page: the browser's own dialog, which keeps the focus and gives it back. */
import type { ComponentChildren } from "preact";
import { useId, useLayoutEffect, useRef } from "preact/hooks";
import { words } from "../words/words.ts";
import { IconButton } from "./IconButton.tsx";
import { noteOpen, openDialogs } from "./open-dialogs.ts";
import { Toasts } from "./Toasts.tsx";
import { useHeldEscape } from "./use-held-escape.ts";

/** What stands in it, and what closing it does. */
export interface DialogProps {
  title: string;
  onClose: () => void;
  children: ComponentChildren;
  class?: string;
  /** Without a head of its own: the title is only said aloud. */
  isBare?: boolean;
  /** Nothing closes it now: something that is shown once is on its way to it. */
  isHeld?: boolean;
  /** Hears that somebody wants to close it while it is held. */
  onHeld?: () => void;
}

/** Open while it is there. Escape, its cross and a press beside it close it. */
export function Dialog(props: DialogProps) {
  const { title, onClose, children, class: name, isBare = false, isHeld = false, onHeld } = props;
  const dialog = useRef<HTMLDialogElement>(null);
  const id = useId();
  useLayoutEffect(() => {
    const shown = dialog.current;
    shown?.showModal();
    const noteClosed = noteOpen(id);
    // Before it is taken out: the browser gives the focus back at once, and no key is pressed into nothing.
    return () => {
      shown?.close();
      noteClosed();
      queueMicrotask(catchFocus);
    };
  }, []);
  const close = () => (isHeld ? onHeld?.() : onClose());
  useHeldEscape(close, isHeld, () => openDialogs.peek().at(-1) === id);
  const pressBeside = (event: MouseEvent) => event.target === dialog.current && isBeside(event) && close();
  return (
    // oxlint-disable-next-line jsx-a11y/click-events-have-key-events, jsx-a11y/no-noninteractive-element-interactions -- Escape does the same
    <dialog
      ref={dialog}
      class={`dialog${name === undefined ? "" : ` ${name}`}`}
      aria-labelledby={isBare ? undefined : id}
      aria-label={isBare ? title : undefined}
      onCancel={(event) => {
        event.preventDefault();
        close();
      }}
      onClick={pressBeside}
    >
      {isBare ? (
        children
      ) : (
        <>
          <h2 id={id}>{title}</h2>
          <div class="dialog-body">{children}</div>
          {/* Last, so that the focus goes to the first thing to answer with. */}
          <div class="dialog-close">
            <IconButton icon="close" label={words.close} onClick={close} />
          </div>
        </>
      )}
      {openDialogs.value.at(-1) === id && <Toasts />}
    </dialog>
  );
}

/** Where what had the focus before is gone, the page's name gets it. */
function catchFocus(): void {
  if (document.activeElement !== document.body) return;
  document.querySelector<HTMLElement>("#main h1")?.focus({ preventScroll: true });
}

/** Whether a press on the dialog's element fell outside its box: on what is dimmed. */
function isBeside({ clientX, clientY, currentTarget }: MouseEvent): boolean {
  const { left, right, top, bottom } = (currentTarget as Element).getBoundingClientRect();
  return clientX < left || clientX > right || clientY < top || clientY > bottom;
}
