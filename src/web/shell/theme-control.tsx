import { useView } from '../app/use-view.ts';
import { THEMES, type Theme } from '../app/view.ts';
import { Icon } from '../icons/icon.tsx';

const NAMES = { system: 'System', light: 'Light', dark: 'Dark' } as const satisfies Record<Theme, string>;

export function ThemeControl() {
  const { theme, change } = useView();
  return (
    <fieldset className="theme">
      <legend className="vh">Theme</legend>
      {THEMES.map((name) => (
        <label key={name} title={NAMES[name]}>
          <input
            className="vh"
            type="radio"
            name="theme"
            checked={theme === name}
            onChange={() => change({ theme: name })}
          />
          <span className="face">
            <Icon name={name} />
          </span>
          <span className="vh">{NAMES[name]}</span>
        </label>
      ))}
    </fieldset>
  );
}
