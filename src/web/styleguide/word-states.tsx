/** Chips, evidence in words, bars and freshness: what is small and stands everywhere. */
import type { ReactNode } from 'react';
import { failing } from '../fixtures/failing.ts';
import { partlyPaused291 } from '../fixtures/pauses.ts';
import { RING_CASES_AS_OF, ringCases } from '../fixtures/rings.ts';
import { healthy, paused291 } from '../fixtures/states.ts';
import { FactBar } from '../rings/fact-row.tsx';
import { prepareRingCard } from '../rings/prepare-ring-card.ts';
import { StatusChip } from '../rings/status-chip.tsx';
import { FleetChip } from '../shell/fleet-chip.tsx';
import { ServerChip, WaitingChip } from '../shell/server-chip.tsx';
import { ZoneBadge } from '../shell/zone-badge.tsx';
import { evidenceAgainst, stateChip } from '../updates/prepare-update-row.ts';
import type { GuideSection } from './guide-state.ts';
import { secondsAgo } from './still.tsx';

const setting = { snapshot: { ...failing, asOf: RING_CASES_AS_OF }, scale: 1, zone: 'utc' } as const;
const chips = [
  ...ringCases.map(({ ring, update }) => prepareRingCard(ring, update, setting).chip),
  ...[...failing.updates, ...healthy.updates, partlyPaused291].map((update) => stateChip(update, failing)),
];
const words = new Map(chips.map((chip) => [chip.word, chip]));

export const chipStates: GuideSection = {
  id: 'chip',
  title: 'Status chip',
  room: 'small',
  states: [...words.values()].map((chip) => ({ name: chip.word, view: <StatusChip chip={chip} /> })),
};

const late = { ...paused291, holds: [], evidence: null, handedOver: { back: 120, withIt: 118 } };
const evidence = [...failing.updates, late].map((update) => evidenceAgainst(update, failing));

export const evidenceStates: GuideSection = {
  id: 'evidence',
  title: 'Evidence',
  room: 'small',
  states: evidence.map(({ word, number, muted }) => ({
    name: word,
    view: (
      <p>
        <span className={muted ? 'word sec' : 'word'}>{word}</span> <span className="note">{number}</span>
      </p>
    ),
  })),
};

const interval = (low: number, high: number, at: number): ReactNode => (
  <FactBar bar={{ kind: 'interval', expected: 0.05, bar: { low, high, at } }} />
);

export const barStates: GuideSection = {
  id: 'bar',
  title: 'Interval bar',
  room: 'small',
  states: [
    { name: 'Around the expected share', view: interval(0.01, 0.12, 0.05) },
    { name: 'Above the expected share', view: interval(0.37, 0.47, 0.42) },
    { name: 'Wide', view: interval(0.1, 0.9, 0.4) },
    { name: 'Too wide to judge', view: <FactBar bar={{ kind: 'none' }} /> },
    { name: 'Share silent', view: <FactBar bar={{ kind: 'share', share: 0.3, tone: 'silent', soft: 0 }} /> },
    { name: 'Updated, and waiting', view: <FactBar bar={{ kind: 'share', share: 0.5, tone: 'plain', soft: 0.2 }} /> },
  ],
};

export const freshnessStates: GuideSection = {
  id: 'freshness',
  title: 'Freshness',
  room: 'small',
  states: [
    { name: 'Live', view: <ServerChip arrived={secondsAgo(1)} state="live" /> },
    { name: 'Late', view: <ServerChip arrived={secondsAgo(5)} state="late" /> },
    { name: 'No answer', view: <ServerChip arrived={secondsAgo(47)} state="stale" /> },
    { name: 'Waiting for the first device', view: <WaitingChip words="Waiting for the first device" /> },
    { name: 'Fleet heard from', view: <FleetChip fleet={failing.fleet} /> },
    { name: 'Fleet with a hole', view: <FleetChip fleet={{ due: 59_040, heard: 51_200 }} /> },
    { name: 'Time zone', view: <ZoneBadge now={failing.asOf} /> },
  ],
};
