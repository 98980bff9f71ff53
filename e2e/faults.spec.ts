/** `npm start` under hard faults, in short; `npm run faults` is the long form. */
import { damagedPart } from '#lab/faults/damaged-part.ts';
import { orderlyStop } from '#lab/faults/orderly-stop.ts';
import { BLOWS, replacedServer } from '#lab/faults/replaced-server.ts';
import { secondProcess } from '#lab/faults/second-process.ts';
import { expect, test } from './fixtures.ts';
import { BUILT_APP } from './package-folder.ts';

const common = { app: BUILT_APP, wallNow: Date.now };

test('a server that is killed, crashes or hangs is replaced within 10 s, with everything it acknowledged', async ({
  programs,
}) => {
  const port = await programs.port();
  // A crash in the engine leaves the process alive and deaf: from outside that is a hang.
  const { faults, said } = await replacedServer({ blows: BLOWS, port, ...common });
  expect(faults).toEqual([]);
  expect(said).toEqual([
    expect.stringMatching(/The server was ended by SIGKILL; a new one is ready after \d+\.\d s \(restart 1\)\.$/),
    expect.stringMatching(/The server gave no sign of life for 4 s and was killed; a new one is ready after .*2\)\.$/),
    expect.stringMatching(/The server gave no sign of life for 4 s and was killed; a new one is ready after .*3\)\.$/),
  ]);
});

test('an orderly stop answers what is in flight and loses nothing', async ({ programs }) => {
  const { faults } = await orderlyStop({ port: await programs.port(), ...common });
  expect(faults).toEqual([]);
});

test('a damaged file does not keep the server from starting, and what is missing is said', async ({ programs }) => {
  const { faults } = await damagedPart({ port: await programs.port(), ...common });
  expect(faults).toEqual([]);
});

test('a second server on the same folder is refused with one sentence', async ({ programs }) => {
  const ports = { port: await programs.port(), secondPort: await programs.port() };
  const { faults } = await secondProcess({ ...ports, ...common });
  expect(faults).toEqual([]);
});
