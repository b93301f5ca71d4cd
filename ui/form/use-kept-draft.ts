/** What stands in a form's fields: kept while what it began from is saved, or moves. */
import { useRef, useState } from "preact/hooks";
import type { Problem } from "../client.ts";
import { merged } from "./merged.ts";

/** A draft and what happens to it. */
export interface KeptDraft<Draft> {
  draft: Draft;
  isChanged: boolean;
  /** Why the last save was refused, as long as nothing was changed since. */
  refusal: Problem | null;
  change: (part: Partial<Draft>) => void;
  /** Hands it over to be saved. */
  send: () => Draft;
  /** Takes back what was typed. */
  undo: () => void;
}

/**
 * A draft of a form.
 *
 * @param initial what is stored; another once it was saved, or has moved
 * @param problem why the last save was refused, `null` when it was not
 */
export function useKeptDraft<Draft extends object>(initial: Draft, problem: Problem | null): KeptDraft<Draft> {
  const [draft, setDraft] = useState(initial);
  const [known, setKnown] = useState(initial);
  const [answered, setAnswered] = useState({ problem, draft });
  /** What is being saved, `null` when nothing is. */
  const sent = useRef<Draft | null>(null);
  if (problem !== answered.problem) {
    setAnswered({ problem, draft });
    if (problem !== null) sent.current = null;
  }
  if (known !== initial) {
    setKnown(initial);
    setDraft(merged(draft, sent.current ?? known, initial));
    sent.current = null;
  }
  return {
    draft,
    isChanged: JSON.stringify(draft) !== JSON.stringify(initial),
    refusal: answered.draft === draft ? answered.problem : null,
    change: (part) => setDraft((draft) => ({ ...draft, ...part })),
    send: () => (sent.current = draft),
    undo: () => setDraft(initial),
  };
}
