/** What was chosen, each with a cross that takes it away. */
import { Icon } from "../kit/Icon.tsx";

/** The chips, and what their crosses are called. */
export interface ChipsProps {
  texts: readonly string[];
  removeName: (text: string) => string;
  onRemove: (text: string) => void;
}

/** The chips. */
export function Chips({ texts, removeName, onRemove }: ChipsProps) {
  return (
    <ul class="badges">
      {texts.map((text) => (
        <li class="badge mono chip" key={text}>
          <span class="cut">{text}</span>
          <button type="button" aria-label={removeName(text)} title={removeName(text)} onClick={() => onRemove(text)}>
            <Icon name="close" />
          </button>
        </li>
      ))}
    </ul>
  );
}
