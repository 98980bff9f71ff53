import { useNavigate } from '@tanstack/react-router';
import { updateIdToParts } from '#contract/update-id.ts';
import { keepView, useView } from '../app/view.ts';
import { TO_DECIDE } from '../commands/focus-pause.ts';
import type { Command } from '../commands/keymap.ts';
import type { Target } from './prepare-results.ts';

/** Goes where a result leads, or does what it says. */
export function useGo(onCommand: (command: Command) => void): (target: Target) => void {
  const navigate = useNavigate();
  const { change } = useView();
  return (target) => {
    switch (target.kind) {
      case 'command':
        return onCommand(target.command);
      case 'theme':
        return change({ theme: target.theme });
      case 'wallboard':
        return void navigate({ to: '/', search: (view) => ({ ...keepView(view), kiosk: true }) });
      case 'api':
        // Written by the server, not by the app.
        return window.location.assign('/docs');
      case 'device':
        return void navigate({ to: '/devices/$device', params: { device: target.device }, search: keepView });
      case 'update':
        return void navigate({
          to: '/updates/$id',
          params: { id: updateIdToParts(target.id) },
          search: keepView,
          state: target.toDecide ? TO_DECIDE : {},
        });
    }
  };
}
