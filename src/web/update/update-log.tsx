import type { UpdateDetail } from '#contract/update-detail.ts';
import { LogPanel } from '../log/log-panel.tsx';
import { useUpdateLog } from '../queries/update-log-query.ts';
import { nameOf } from '../updates/prepare-update-row.ts';
import { shortName } from '../verdict/update-names.ts';

/** What was noticed, decided and written down about one update. */
export function UpdateLog({ update }: { update: UpdateDetail }) {
  const { log, failed } = useUpdateLog(update);
  return (
    <LogPanel
      title="Log of this update"
      log={log ?? (failed ? 'unanswered' : 'loading')}
      asOf={update.asOf}
      nameOf={(id) => nameOf({ updates: [update] }, id)}
      subject={{ update: update.id, label: shortName(update) }}
    />
  );
}
