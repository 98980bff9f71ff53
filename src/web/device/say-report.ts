/** Reports of a device as sentences. */
import type { Report } from '#contract/report.ts';
import type { IconName } from '../icons/icon.tsx';

export interface ReportLine {
  icon: IconName;
  words: string;
}

const INTENTS = { restart: 'Restarting, by its own word', off: 'Shut down, by its own word', sleep: 'Went to sleep' };

const sayCrash = (code: string, module: string | undefined): string => (module ? `${code} in ${module}` : code);

/** @param nameOf what an update is called. */
export function sayReport(report: Report, nameOf: (update: string) => string): ReportLine {
  switch (report.kind) {
    case 'boot.started': {
      const { previous, earlier = [] } = report;
      const crash = previous?.crash ? `, after ${sayCrash(previous.crash.code, previous.crash.module)}` : '';
      const dirty = previous && !previous.clean && !crash ? ', after an unclean end' : '';
      const more =
        earlier.length === 0 ? '' : `; ${earlier.length} earlier ${earlier.length === 1 ? 'start' : 'starts'}`;
      return { icon: 'running', words: `Boot started${crash}${dirty}${more}` };
    }
    case 'boot.completed':
      return { icon: 'ok', words: 'Boot completed' };
    case 'heartbeat':
      return {
        icon: 'clock',
        words: report.everySec === undefined ? 'Heartbeat' : `Heartbeat, promised every ${report.everySec} s`,
      };
    case 'update.offered':
      return { icon: 'next', words: `Offered ${nameOf(report.update)}` };
    case 'update.installed':
      return {
        icon: 'next',
        words: `Installed ${nameOf(report.update)}${report.activation === 'reboot' ? ', active after a restart' : ''}`,
      };
    case 'update.reverted':
      return { icon: 'lift', words: `Went back from ${nameOf(report.update)}` };
    case 'shutdown':
      return { icon: 'dark', words: INTENTS[report.intent] };
    case 'crash':
      return { icon: 'alarm', words: `Crash ${sayCrash(report.code, report.module)}` };
    case 'gone':
      return { icon: 'close', words: 'Retired' };
  }
}
