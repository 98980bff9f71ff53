/** What every test gets: programs of its own, and a browser in which no error may be logged. */
import { test as base, expect } from '@playwright/test';
import { type Call, callsTo } from './call.ts';
import { type DrillSetting, drillArguments } from './drill.ts';
import { type Program, Programs } from './programs.ts';
import { Server } from './server.ts';

interface Fixtures {
  /** Errors the browser itself logs about a server that is down on purpose. */
  allowedErrors: readonly string[];
  programs: Programs;
  /** A server of this test's own, ready, without a single device. */
  server: Server;
  /** Calls the server's API, typed by the contract. */
  call: Call;
  /** Drives the server with a simulated fleet. */
  drill: (setting: DrillSetting) => Program;
}

/** Playwright's `test`, with a fleet of its own for each test. */
export const test = base.extend<Fixtures>({
  allowedErrors: [[], { option: true }],

  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the names of the fixtures from the pattern
  programs: async ({}, use, info) => {
    const programs = new Programs(info.parallelIndex);
    await use(programs);
    await programs.clear();
    if (info.status !== info.expectedStatus) {
      await info.attach('programs', { body: programs.transcript(), contentType: 'text/plain' });
    }
  },

  // The programs come first, so that they end after the page: nothing is logged because a test is over.
  context: async ({ context, allowedErrors, programs: _ }, use) => {
    const errors: string[] = [];
    context.on('console', (message) => {
      if (message.type() === 'error') errors.push(message.text());
    });
    context.on('weberror', (error) => errors.push(String(error.error())));
    await use(context);
    await context.close();
    expect(
      errors.filter((text) => !allowedErrors.includes(text)),
      'errors in the browser console',
    ).toEqual([]);
  },

  server: async ({ programs }, use) => {
    await use(await Server.started(programs));
  },

  call: async ({ server }, use) => {
    await use(callsTo(server.url));
  },

  drill: async ({ programs, server }, use) => {
    await use((setting) => programs.run('drill', drillArguments(server.url, setting)));
  },

  baseURL: async ({ server }, use) => {
    await use(server.url);
  },
});

export { expect };
