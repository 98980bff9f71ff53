/** A server killed at random moments under load: nothing acknowledged is lost, nothing is counted twice. */
import { killRounds } from '#lab/faults/kill-rounds.ts';
import { expect, test } from './fixtures.ts';
import { BUILT_APP } from './package-folder.ts';

test('after three kills every report and note is there, and a recount from raw comes to the same', async ({
  programs,
}) => {
  const { faults, recount, ...numbers } = await killRounds({
    rounds: 3,
    port: await programs.port(),
    app: BUILT_APP,
    seed: 1,
    wallNow: Date.now,
  });
  expect(faults).toEqual([]);
  expect(recount).toMatchObject({ differenceCount: 0, devices: numbers.devices });
  expect(numbers.acknowledgedReports).toBeGreaterThan(1_000);
});
