/** Tables, tiles and lists, with something in them and without. */
import type { ReactNode } from 'react';
import { useView, ViewContext } from '../app/use-view.ts';
import type { LogFilter } from '../app/view.ts';
import { DevicesList } from '../devices/devices-list.tsx';
import { loopingDevice, recoveredDevice } from '../fixtures/devices.ts';
import { CONTENT_291, failing } from '../fixtures/failing.ts';
import { everyKind } from '../fixtures/log.ts';
import { partlyPaused291 } from '../fixtures/pauses.ts';
import { manyRings, manyRingsPaused } from '../fixtures/rings.ts';
import { healthy, paused, unexplained } from '../fixtures/states.ts';
import { detail, explainedPage, failingPage, healthyPage, pausedPage, tooFewPage } from '../fixtures/update-pages.ts';
import { RecentLog } from '../log/recent-log.tsx';
import type { DeviceList } from '../queries/devices-query.ts';
import { SignaturesPanel } from '../signatures/signatures-panel.tsx';
import { Tiles } from '../tiles/tiles.tsx';
import { CoveragePanel } from '../update/coverage-panel.tsx';
import { GroundsPanel } from '../update/grounds-panel.tsx';
import { HoldsPanel } from '../update/holds-panel.tsx';
import { prepareTiles } from '../update/prepare-tiles.ts';
import { RolloutTable } from '../update/rollout-table.tsx';
import { UpdatesPanel } from '../updates/updates-panel.tsx';
import type { GuideSection } from './guide-state.ts';

const partly = { ...paused, updates: [partlyPaused291, ...paused.updates.slice(1)] };
const manyPage = detail(manyRingsPaused(15), manyRings(15));

function Listed({ of: devices }: { of: DeviceList['devices'] }) {
  const answer = { arrived: { elapsed: 0, clock: 0 }, everyMs: 10_000 };
  const list: DeviceList = { devices, answer, isError: false, isOfBefore: false, more: null, isFetchingMore: false };
  return (
    <DevicesList
      snapshot={failing}
      asOf={failing.asOf}
      list={list}
      filter={{ update: CONTENT_291, outcome: 'down', ring: 'Canary' }}
      onFilter={() => {}}
    />
  );
}

export const tableStates: GuideSection = {
  id: 'table',
  title: 'Updates and signatures',
  room: 'whole',
  states: [
    { name: 'Updates', view: <UpdatesPanel snapshot={failing} /> },
    { name: 'Updates, partly paused', view: <UpdatesPanel snapshot={partly} /> },
    { name: 'Updates, fifteen rings', view: <UpdatesPanel snapshot={manyRings(15)} /> },
    { name: 'Updates, none', view: <UpdatesPanel snapshot={{ ...failing, updates: [], updateCount: 0 }} /> },
    { name: 'Devices', view: <Listed of={[loopingDevice, recoveredDevice]} /> },
    { name: 'Devices, none', view: <Listed of={[]} /> },
    { name: 'Signatures', view: <SignaturesPanel snapshot={failing} /> },
    { name: 'Signatures, none', view: <SignaturesPanel snapshot={unexplained} /> },
  ],
};

export const tileStates: GuideSection = {
  id: 'tile',
  title: 'Tiles',
  room: 'whole',
  states: [
    { name: 'Failing', view: <Tiles tiles={prepareTiles(failingPage)} /> },
    { name: 'Nobody has it', view: <Tiles tiles={prepareTiles({ ...tooFewPage, counts: zero(tooFewPage.counts) })} /> },
  ],
};

function zero<T extends object>(counts: T): T {
  return Object.fromEntries(Object.keys(counts).map((key) => [key, 0])) as T;
}

export const updateStates: GuideSection = {
  id: 'update',
  title: 'Page of an update',
  room: 'whole',
  states: [
    { name: 'Grounds, failing', view: <GroundsPanel update={failingPage} /> },
    { name: 'Grounds, explained', view: <GroundsPanel update={explainedPage} /> },
    { name: 'Rollout', view: <RolloutTable update={pausedPage} /> },
    { name: 'Rollout, fifteen rings', view: <RolloutTable update={manyPage} /> },
    { name: 'Holds', view: <HoldsPanel update={pausedPage} /> },
    { name: 'Holds, none', view: <HoldsPanel update={healthyPage} /> },
    { name: 'Coverage', view: <CoveragePanel coverage={failingPage.coverage} /> },
    { name: 'Coverage, no gaps', view: <CoveragePanel coverage={healthyPage.coverage} /> },
  ],
};

function Filtered({ by, children }: { by: LogFilter; children: ReactNode }) {
  return <ViewContext value={{ ...useView(), log: by }}>{children}</ViewContext>;
}

const everything = { ...paused, log: [...everyKind] };

export const logStates: GuideSection = {
  id: 'log',
  title: 'Timeline',
  room: 'half',
  states: [
    {
      name: 'Signal, decision, note and recovery',
      view: (
        <Filtered by="all">
          <RecentLog snapshot={everything} />
        </Filtered>
      ),
    },
    {
      name: 'Decisions only',
      view: (
        <Filtered by="decisions">
          <RecentLog snapshot={everything} />
        </Filtered>
      ),
    },
    {
      name: 'None of a kind',
      view: (
        <Filtered by="recovery">
          <RecentLog snapshot={healthy} />
        </Filtered>
      ),
    },
    {
      name: 'Nothing yet',
      view: (
        <Filtered by="all">
          <RecentLog snapshot={{ ...healthy, log: [] }} />
        </Filtered>
      ),
    },
  ],
};
