/** The end of a form: why it cannot be saved yet, the way back, and the way on. */
import { Button } from "../kit/Button.tsx";
import { words } from "../words/words.ts";

/** What stands there. */
export interface FormFootProps {
  /** Why it cannot be saved, `null` when it can. */
  why: string | null;
  /** The words of saving. */
  action: string;
  isChanged: boolean;
  onUndo: () => void;
  /** Leaves the form of something new, in place of undoing. */
  onCancel?: (() => void) | undefined;
}

/** The foot; its buttons stay where they are, so that the one that was pressed keeps the focus. */
export function FormFoot({ why, action, isChanged, onUndo, onCancel }: FormFootProps) {
  return (
    <div class="form-foot">
      <span class="second small">{why ?? ""}</span>
      {onCancel ? (
        <Button onClick={onCancel}>{words.cancel}</Button>
      ) : (
        <Button why={isChanged ? null : words.form.why.same} onClick={onUndo}>
          {words.form.revert}
        </Button>
      )}
      <Button kind="main" type="submit" why={why}>
        {action}
      </Button>
    </div>
  );
}
