import { useEffect, useRef } from 'react';
import { type Command, type Pressed, readKey } from './keymap.ts';

/** Where keys are text, or where an open dialog has them. */
const takesKeys = (target: EventTarget | null): boolean =>
  target instanceof Element &&
  (target.closest('input:not([type=radio]), textarea, select, dialog, [contenteditable]') !== null ||
    document.querySelector('dialog[open]') !== null);

/** Runs commands by key. Ctrl-K always works; single keys only while `singleKeys`. */
export function useKeys(run: (command: Command) => void, singleKeys: boolean): void {
  const before = useRef<Pressed | null>(null);
  useEffect(() => {
    const listen = (event: KeyboardEvent) => {
      // A key held down is pressed once.
      if (event.repeat || event.isComposing) return;
      const isCtrlK = (event.ctrlKey || event.metaKey) && !event.shiftKey && !event.altKey && event.key === 'k';
      if (isCtrlK && document.querySelector('dialog[open]') === null) {
        event.preventDefault();
        run('search');
        return;
      }
      if (!singleKeys || event.ctrlKey || event.metaKey || event.altKey || takesKeys(event.target)) return;
      const pressed = { key: event.key, at: event.timeStamp };
      const command = readKey(before.current, pressed);
      before.current = command === 'waiting' ? pressed : null;
      if (command === null || command === 'waiting') return;
      event.preventDefault();
      run(command);
    };
    document.addEventListener('keydown', listen);
    return () => document.removeEventListener('keydown', listen);
  }, [run, singleKeys]);
}
