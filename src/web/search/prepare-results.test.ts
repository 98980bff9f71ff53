import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { loopingDevice } from '../fixtures/devices.ts';
import { content291, failing } from '../fixtures/failing.ts';
import { type Group, prepareResults } from './prepare-results.ts';

const NOTHING = { updates: [], devices: [] };
const old = { ...content291, id: 'crowdstrike/falcon-content@17', name: 'Falcon Sensor content 17' };
const keysOf = (groups: Group[]) => groups.flatMap(({ results }) => results.map(({ key }) => key));

describe('what the search offers', () => {
  test('finds an update of the picture without asking, by every word typed', () => {
    const [updates] = prepareResults('  291 sensor', NOTHING, failing.updates);
    expect([updates.name, ...keysOf([updates])]).toEqual(['Updates', `update ${content291.id}`]);
  });

  test.each([
    ['kiosk', 'page Wallboard'],
    ['docs', 'page API'],
    ['page live', 'page Live'],
    ['crowdstrike pause', `decide ${content291.id}`],
  ])('knows %s by another word', (typed, key) => {
    expect(keysOf(prepareResults(typed, NOTHING, failing.updates))).toContain(key);
  });

  test('offers pages and actions before anything is typed, and no list of updates', () => {
    const names = prepareResults('', NOTHING, failing.updates).map(({ name }) => name);
    expect(names).toEqual(['Pages', 'Actions']);
  });

  test('ends with what the server found: devices, then updates with what can be done about them', () => {
    const groups = prepareResults('sensor', { updates: [old], devices: [loopingDevice] }, failing.updates);
    expect(groups.map(({ name }) => name)).toEqual(['Updates', 'Actions', 'Devices', 'More updates']);
    expect(keysOf(groups.slice(2))).toEqual([`device ${loopingDevice.device}`, `update ${old.id}`, `decide ${old.id}`]);
  });

  test('lets nothing move when the server answers', () => {
    const text = fc.constantFrom('', '291', 'sensor', 'pause', 'till-04', 'charts over', 'nowhere');
    const updates = fc.subarray([old]);
    const devices = fc.subarray([loopingDevice]);
    fc.assert(
      fc.property(text, updates, devices, fc.subarray([...failing.updates]), (typed, ...[found, listed, picture]) => {
        const before = keysOf(prepareResults(typed, NOTHING, picture));
        const after = keysOf(prepareResults(typed, { updates: found, devices: listed }, picture));
        expect(after.slice(0, before.length)).toEqual(before);
      }),
    );
  });
});
