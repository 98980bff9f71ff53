/** Ring cards, what stands between them, and the lane with few and with many rings. */
import type { Snapshot } from '#contract/snapshot.ts';
import { prepareWindow } from '../charts/prepare-window.ts';
import { failing, failingSeries } from '../fixtures/failing.ts';
import { manyRings, manyRingsSeries, RING_CASES_AS_OF, type RingCase, ringCases } from '../fixtures/rings.ts';
import { healthy, healthySeries, paused, pausedSeries, unexplained } from '../fixtures/states.ts';
import { prepareRingCard } from '../rings/prepare-ring-card.ts';
import { prepareSpark } from '../rings/prepare-spark.ts';
import { RingLane, RingPlace } from '../rings/ring-lane.tsx';
import type { GuideSection } from './guide-state.ts';

const setting = { snapshot: { ...failing, asOf: RING_CASES_AS_OF }, scale: 1, zone: 'utc' } as const;
const DRAWN = ['Watch', 'Boot-looping', 'Pausing', 'Paused'];
const spark = prepareSpark(failingSeries.lines[1], prepareWindow(failingSeries, null), failing.expectedShare);

function Card({ of: { word, ring, update } }: { of: RingCase }) {
  const card = prepareRingCard(ring, update, setting);
  return <RingPlace card={card} index={1} spark={DRAWN.includes(word) ? spark : null} link={null} />;
}

export const cardStates: GuideSection = {
  id: 'ring-card',
  title: 'Ring card',
  room: 'small',
  states: ringCases.map((ring) => ({ name: ring.word, view: <Card of={ring} /> })),
};

const firstTwo = (snapshot: Snapshot): Snapshot => ({ ...snapshot, rings: snapshot.rings.slice(0, 2) });

export const laneStates: GuideSection = {
  id: 'ring-lane',
  title: 'Ring lane and links',
  room: 'whole',
  states: [
    { name: 'Link open', view: <RingLane snapshot={firstTwo(failing)} series={failingSeries} /> },
    { name: 'Link held', view: <RingLane snapshot={firstTwo(paused)} series={pausedSeries} /> },
    { name: 'Four rings', view: <RingLane snapshot={healthy} series={healthySeries} /> },
    { name: 'Old data', view: <RingLane snapshot={failing} series={failingSeries} />, stale: true },
    { name: 'Five rings', view: <RingLane snapshot={manyRings(5)} series={manyRingsSeries(5)} /> },
    { name: 'Seven rings', view: <RingLane snapshot={manyRings(7)} series={manyRingsSeries(7)} /> },
    { name: 'Fifteen rings', view: <RingLane snapshot={manyRings(15)} series={manyRingsSeries(15)} /> },
    { name: 'No update', view: <RingLane snapshot={{ ...failing, focus: null }} series={undefined} /> },
    { name: 'Fleet alarm', view: <RingLane snapshot={unexplained} series={undefined} /> },
  ],
};
