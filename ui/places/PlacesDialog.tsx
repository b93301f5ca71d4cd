/** Choosing another organization or environment. */
import { useRef, useState } from "preact/hooks";
import { Bones } from "../kit/Bones.tsx";
import { Dialog } from "../kit/Dialog.tsx";
import { ProblemNote } from "../kit/ProblemNote.tsx";
import { matchesOrganization } from "./matches.ts";
import { words } from "../words/words.ts";
import { OrganizationItem } from "./OrganizationItem.tsx";
import { useHere } from "./use-here.ts";
import { useIsAdmin, useOrganizations } from "./use-known.ts";

/** How many are listed before one searches. */
const SHOWN_COUNT = 50;

/** The dialog: a field, and below it what fits; each opens to its environments. */
export function PlacesDialog({ onClose }: { onClose: () => void }) {
  const { title, search, none, more, all } = words.shell.places;
  const { value: organizations, problem } = useOrganizations();
  const here = useHere();
  const [text, setText] = useState("");
  const [openId, setOpenId] = useState<string | null | undefined>(undefined);
  const list = useRef<HTMLDivElement>(null);
  const found = (organizations ?? [])
    .filter((one) => matchesOrganization(one, text))
    .toSorted((a, b) => a.name.localeCompare(b.name));
  const open = openId === undefined ? here?.organization.id : openId;

  /** The arrows go through all that can be pressed, from the field on. */
  const move = (event: KeyboardEvent) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    const dialog = (event.currentTarget as Element).closest("dialog");
    if (step === undefined || dialog === null) return;
    event.preventDefault();
    const stops = [...dialog.querySelectorAll<HTMLElement>("input, .place")];
    const at = stops.indexOf(document.activeElement as HTMLElement);
    stops[(at + step + stops.length) % stops.length]?.focus();
  };
  return (
    <Dialog title={title} class="palette places" isBare onClose={onClose}>
      {/* oxlint-disable-next-line jsx-a11y/no-static-element-interactions -- what is inside has the focus */}
      <div onKeyDown={move}>
        <input
          type="text"
          aria-label={search}
          placeholder={search}
          value={text}
          autocomplete="off"
          spellcheck={false}
          onInput={(event) => setText(event.currentTarget.value)}
        />
        <div class="palette-list" ref={list}>
          {problem && <ProblemNote problem={problem} />}
          {organizations === undefined && problem === null && <Bones rows={3} height={36} />}
          {found.slice(0, SHOWN_COUNT).map((organization) => (
            <OrganizationItem
              key={organization.id}
              organization={organization}
              isOpen={organization.id === open}
              hereId={here?.environment.id}
              onTurn={() => setOpenId(organization.id === open ? null : organization.id)}
              onClose={onClose}
            />
          ))}
          {organizations !== undefined && found.length === 0 && <p class="none">{none}</p>}
          {found.length > SHOWN_COUNT && <p class="none">{more(found.length - SHOWN_COUNT)}</p>}
        </div>
        {useIsAdmin() && (
          <p class="places-foot small">
            <a href="/organizations" onClick={onClose}>
              {all}
            </a>
          </p>
        )}
      </div>
    </Dialog>
  );
}
