import { useCommands } from '../commands/commands.ts';
import { Icon } from '../icons/icon.tsx';

/** Looks like the field it opens. */
export function SearchButton() {
  const { open } = useCommands();
  return (
    <button
      type="button"
      className="tag search-button"
      aria-label="Search"
      onClick={() => open('search')}
      aria-keyshortcuts="/ Control+K"
    >
      <Icon name="search" />
      <span>Search</span>
      <span className="keycap" aria-hidden="true">
        /
      </span>
    </button>
  );
}
