/** The icons, of our own drawing: strokes on a field of 16, in the colour of the text beside them. */

const DRAWINGS = {
  search: "M7 12a5 5 0 1 0 0-10 5 5 0 0 0 0 10ZM10.7 10.7 14 14",
  more: "M8 3.2v.1M8 8v.1M8 12.8v.1",
  plus: "M8 3v10M3 8h10",
  close: "m4 4 8 8m0-8-8 8",
  check: "m3 8.5 3.2 3.2L13 5",
  copy: "M5.5 5.5V3.7A1.2 1.2 0 0 1 6.7 2.5h5.6a1.2 1.2 0 0 1 1.2 1.2v5.6a1.2 1.2 0 0 1-1.2 1.2h-1.8M3.7 5.5h5.6a1.2 1.2 0 0 1 1.2 1.2v5.6a1.2 1.2 0 0 1-1.2 1.2H3.7a1.2 1.2 0 0 1-1.2-1.2V6.7a1.2 1.2 0 0 1 1.2-1.2Z",
  key: "M5.2 13.3a3 3 0 1 0 0-6 3 3 0 0 0 0 6ZM7.4 8.2l5.9-5.9M11 4.6l2 2M9.2 6.4l1.2 1.2",
  link: "M6.7 9.3 9.3 6.7M7.5 4.6l1.3-1.3a2.8 2.8 0 0 1 4 4l-1.3 1.2M8.5 11.4l-1.3 1.3a2.8 2.8 0 0 1-4-4l1.3-1.2",
  up: "M8 13V3.5M4 7l4-4 4 4",
  down: "M8 3v9.5M4 9l4 4 4-4",
  right: "m6 3.5 4.5 4.5L6 12.5",
  below: "m3.5 6 4.5 4.5L12.5 6",
  sun: "M8 10.8a2.8 2.8 0 1 0 0-5.6 2.8 2.8 0 0 0 0 5.6ZM8 1.5v1M8 13.5v1M1.5 8h1M13.5 8h1M3.4 3.4l.7.7M11.9 11.9l.7.7M3.4 12.6l.7-.7M11.9 4.1l.7-.7",
  moon: "M13.5 9.6A5.8 5.8 0 0 1 6.4 2.5a5.8 5.8 0 1 0 7.1 7.1Z",
  screen: "M2.5 3h11v7.5h-11ZM6 13.5h4M8 10.5v3",
  menu: "M2.5 4.5h11M2.5 8h11M2.5 11.5h11",
  overview: "M2.5 13.5v-4M6.2 13.5v-8M9.8 13.5V7.5M13.5 13.5v-11",
  webhook:
    "M8 3.2v4.3l3.8 3.3M8 7.5l-3.8 3.3M8 3.9a1.2 1.2 0 1 0 0-2.4 1.2 1.2 0 0 0 0 2.4ZM3.3 13a1.2 1.2 0 1 0 0-2.4 1.2 1.2 0 0 0 0 2.4ZM12.7 13a1.2 1.2 0 1 0 0-2.4 1.2 1.2 0 0 0 0 2.4Z",
  event: "M1.5 8h3l2-5 3 10 2-5h3",
  queue: "M8 14.2A6.2 6.2 0 1 0 8 1.8a6.2 6.2 0 0 0 0 12.4ZM8 4.5V8l2.5 1.8",
  flag: "M3.5 14.5v-13M3.5 2.5h8.6L10.4 5.7l1.7 3.3H3.5",
  again: "M13.2 8a5.2 5.2 0 1 1-1.6-3.7L13.5 6M13.5 2.5V6H10",
  trash: "M2.5 4.2h11M6 4.2V2.5h4v1.7M4 4.2l.6 9.3h6.8l.6-9.3",
  pause: "M5.5 3.5v9M10.5 3.5v9",
  play: "M5 3.2v9.6L12.8 8Z",
  pencil: "m2.8 13.2.5-2.7 7.4-7.4 2.2 2.2-7.4 7.4ZM9.3 4.5l2.2 2.2",
  warning: "M8 2.2 14.3 13H1.7ZM8 6.5v3M8 11.4v.1",
  door: "M9.5 2.5h4v11h-4M2.5 8h7.2M7 5.3 9.7 8 7 10.7",
  keyboard: "M1.5 4h13v8h-13ZM4 6.7h.1M6.7 6.7h.1M9.3 6.7h.1M12 6.7h.1M5 9.5h6",
  inbox: "M2.5 9.5 4.2 3h7.6l1.7 6.5v4h-11ZM2.5 9.5h3.2l1 1.7h2.6l1-1.7h3.2",
  people:
    "M6 7.5a2.5 2.5 0 1 0 0-5 2.5 2.5 0 0 0 0 5ZM1.5 13.5a4.5 4.5 0 0 1 9 0M10.8 2.8a2.5 2.5 0 0 1 0 4.4M12.3 9.6a4.5 4.5 0 0 1 2.2 3.9",
  person: "M8 7.8a2.7 2.7 0 1 0 0-5.4 2.7 2.7 0 0 0 0 5.4ZM2.8 14a5.2 5.2 0 0 1 10.4 0",
  nut: "M8 1.8 13.4 4.9v6.2L8 14.2l-5.4-3.1V4.9ZM8 10.2a2.2 2.2 0 1 0 0-4.4 2.2 2.2 0 0 0 0 4.4Z",
  archive: "M2 3h12v3H2ZM3 6v7.5h10V6M6.5 9h3",
  tag: "M2.5 2.5h5l6 6-5 5-6-6ZM5.4 5.4v.1",
  bell: "M3.5 11.5h9l-1.2-1.8V7a3.3 3.3 0 0 0-6.6 0v2.7ZM6.8 13.8h2.4",
  sliders:
    "M2.5 4.5h6M12 4.5h1.5M2.5 11.5H4M7.5 11.5h6M10.2 6.2a1.7 1.7 0 1 0 0-3.4 1.7 1.7 0 0 0 0 3.4ZM5.8 13.2a1.7 1.7 0 1 0 0-3.4 1.7 1.7 0 0 0 0 3.4Z",
  building: "M3 13.5v-11h6.5v11M9.5 6.5H13v7M1.5 13.5h13M5.3 5.3h2M5.3 8h2M5.3 10.7h2",
  list: "M5.5 4h8M5.5 8h8M5.5 12h8M2.5 4h.1M2.5 8h.1M2.5 12h.1",
} as const;

/** A drawing's name. */
export type IconName = keyof typeof DRAWINGS;

/** An icon; the words beside it, or its button's label, say what it means. */
export function Icon({ name }: { name: IconName }) {
  return (
    <svg class="icon" viewBox="0 0 16 16" aria-hidden="true">
      <path d={DRAWINGS[name]} stroke-width={name === "more" ? 2 : undefined} />
    </svg>
  );
}
