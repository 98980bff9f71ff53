import { LIVE, placeOfDevice, placeOfUpdate } from '../app/places.ts';
import { useView } from '../app/use-view.ts';
import { useVisit } from '../app/use-visit.ts';
import { TO_DECIDE } from '../commands/focus-pause.ts';
import type { Command } from '../commands/keymap.ts';
import type { Target } from './prepare-results.ts';

/** Goes where a result leads, or does what it says. */
export function useGo(onCommand: (command: Command) => void): (target: Target) => void {
  const visit = useVisit();
  const { change } = useView();
  return (target) => {
    switch (target.kind) {
      case 'command':
        return onCommand(target.command);
      case 'theme':
        return change({ theme: target.theme });
      case 'wallboard':
        return visit(LIVE, { kiosk: true });
      case 'api':
        // Written by the server, not by the app.
        return window.location.assign('/docs');
      case 'device':
        return visit(placeOfDevice(target.device));
      case 'update':
        return visit(placeOfUpdate(target.id) + (target.toDecide ? `?${TO_DECIDE}` : ''));
    }
  };
}
