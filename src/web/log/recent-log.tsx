import { memo } from 'react';
import type { Snapshot } from '#contract/snapshot.ts';
import { nameOf } from '../updates/prepare-update-row.ts';
import { shortName } from '../verdict/update-names.ts';
import { LogPanel } from './log-panel.tsx';

/** The last entries about the whole fleet. What is written here is about the update everybody looks at, if there is one. */
export const RecentLog = memo(function RecentLog({ snapshot }: { snapshot: Snapshot }) {
  const focus = snapshot.updates.find(({ id }) => id === snapshot.focus);
  const concerns = focus && (focus.judgement === 'failing' || focus.holds.length > 0);
  return (
    <LogPanel
      title="Recent log"
      log={snapshot.log}
      asOf={snapshot.asOf}
      nameOf={(id) => nameOf(snapshot, id)}
      subject={concerns ? { update: focus.id, label: shortName(focus) } : null}
    />
  );
});
