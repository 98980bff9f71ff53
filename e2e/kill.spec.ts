/** A server killed at random moments under load: nothing acknowledged is lost, nothing is counted twice. */
import { killRounds } from '#lab/faults/kill-rounds.ts';
import { expect, test } from './fixtures.ts';

test('after three kills every report and note is there, and a recount from raw comes to the same', async ({
  programs,
}) => {
  const { faults, recount, ...numbers } = await killRounds({
    rounds: 3,
    port: await programs.port(),
    seed: 1,
    wallNow: Date.now,
  });
  expect(faults).toEqual([]);
  expect(recount).toMatchObject({ differenceCount: 0, devices: numbers.devices });
  expect(numbers.acknowledgedReports).toBeGreaterThan(1_000);
});
