/** The mark: a wheel of four spokes, one of them a hand. */

/** The mark in the colour of the text beside it. */
export function Mark() {
  return (
    <svg class="mark" viewBox="0 0 24 24" aria-hidden="true">
      <circle cx="12" cy="12" r="10" stroke-width="2" />
      <path d="M12 12 20.66 17M12 12 7 20.66M12 12 3.34 7" stroke-width="1.5" />
      <path d="m12 12 3-5.2" stroke-width="3" />
      <circle cx="12" cy="12" r="1.25" stroke-width="1.5" />
    </svg>
  );
}
