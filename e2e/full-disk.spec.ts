/** A disk that is full, as root: only root can mount a small one. */
import { fullDisk } from '#lab/faults/full-disk.ts';
import { expect, test } from './fixtures.ts';
import { BUILT_APP } from './package-folder.ts';

test('on a full disk reading goes on, nothing acknowledged is lost, and it ends by itself', async ({ programs }) => {
  const { faults } = await fullDisk({ port: await programs.port(), app: BUILT_APP, wallNow: Date.now });
  expect(faults).toEqual([]);
});
