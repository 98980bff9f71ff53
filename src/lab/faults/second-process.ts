/** A second server on the same folder is refused with one sentence, and the first does not notice. */
import { startSupervised, withSupervised } from '../supervised-process.ts';
import { withFolder } from '../with-folder.ts';

const REFUSED_WITHIN_MS = 10_000;

export interface SecondSetting {
  readonly port: number;
  readonly secondPort: number;
  /** The built app. */
  readonly app: string;
}

export interface SecondResult {
  readonly refusedMs: number;
  readonly sentence: string;
  readonly faults: readonly string[];
}

export const secondProcess = ({ port, secondPort, app }: SecondSetting): Promise<SecondResult> =>
  withFolder('second', (folder) =>
    withSupervised(port, folder, app, async (first) => {
      const pid = first.serverPid();
      const began = performance.now();
      const second = startSupervised(secondPort, folder, app);
      const code = await second.ended;
      const refusedMs = Math.round(performance.now() - began);
      // The engine has its own say before it; that is not ours to word.
      const [sentence = ''] = second.said().trim().split('\n').slice(-1);
      await first.ready();
      const faults = [
        ...(code === 1 ? [] : [`exit code ${code}`]),
        ...(/can't be opened: another process uses it( \(process \d+\))?\.$/.test(sentence)
          ? []
          : [`it said: ${second.said()}`]),
        ...(refusedMs < REFUSED_WITHIN_MS ? [] : [`refused only after ${refusedMs} ms`]),
        ...(first.serverPid() === pid ? [] : ['the first server was replaced']),
      ];
      return { refusedMs, sentence, faults };
    }),
  );
