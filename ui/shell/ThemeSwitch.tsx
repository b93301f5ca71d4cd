/** Light, dark, or as the system; kept on this device. */
import { theme } from "../kept.ts";
import { Icon } from "../kit/Icon.tsx";
import { Segments } from "../kit/Segments.tsx";
import { words } from "../words/words.ts";

/** The switch. */
export function ThemeSwitch() {
  const { themes } = words.shell;
  return (
    <Segments
      label={words.shell.theme}
      size="small"
      value={theme.value}
      onChange={(chosen) => (theme.value = chosen)}
      segments={[
        { value: "system", label: <Icon name="screen" />, name: themes.system },
        { value: "light", label: <Icon name="sun" />, name: themes.light },
        { value: "dark", label: <Icon name="moon" />, name: themes.dark },
      ]}
    />
  );
}
