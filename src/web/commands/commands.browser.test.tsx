import { beforeEach, describe, expect, test } from 'vitest';
import { userEvent } from 'vitest/browser';
import { loopingDevice } from '../fixtures/devices.ts';
import { failing } from '../fixtures/failing.ts';
import { tooFew } from '../fixtures/states.ts';
import { failingPage } from '../fixtures/update-pages.ts';
import { createFakeServer } from '../testing/fake-server.ts';
import { renderBoard } from '../testing/render-board.tsx';

async function open(path = '/') {
  const server = createFakeServer(failing);
  server.pages[failingPage.id] = failingPage;
  const board = await renderBoard(server, path);
  await expect.element(board.screen.getByRole('heading', { level: 1 })).toBeVisible();
  return { server, ...board };
}

beforeEach(() => localStorage.clear());

describe('keys', () => {
  test('go to another view and back, and keep how it is looked at', async () => {
    const { screen, address } = await open('/?range=1h');
    await userEvent.keyboard('gu');
    await expect.element(screen.getByRole('heading', { level: 1, name: 'Updates' })).toBeVisible();
    expect(address()).toBe('/updates?range=1h');
    await userEvent.keyboard('gl');
    await expect.element(screen.getByRole('heading', { level: 1, name: /is stopping devices/ })).toBeVisible();
    expect(address()).toBe('/?range=1h');
  });

  test('p finds the first row where the verdict has no button', async () => {
    const { screen } = await renderBoard(createFakeServer(tooFew));
    const first = screen.getByRole('button', { name: /^Pause…/ }).first();
    await expect.element(first).toBeVisible();
    await userEvent.keyboard('p');
    await expect.element(first).toHaveFocus();
  });

  test('p finds the pause button, which Enter then presses', async () => {
    const { screen, server } = await open();
    await userEvent.keyboard('p');
    await expect.element(screen.getByRole('button', { name: /^Pause 291 in all rings/ })).toHaveFocus();
    expect(server.actions).toEqual([]);
    await userEvent.keyboard('{Enter}');
    await expect.poll(() => server.actions.length).toBe(1);
  });

  test('are listed, and can be switched off', async () => {
    const { screen, address } = await open();
    await userEvent.keyboard('?');
    const sheet = screen.getByRole('dialog', { name: 'Keys' });
    await expect.element(sheet.getByText('Go to the list of updates')).toBeVisible();
    await sheet.getByRole('checkbox').click();
    await userEvent.keyboard('{Escape}');
    await expect.element(sheet).not.toBeInTheDocument();
    await userEvent.keyboard('gu2');
    expect(address()).toBe('/');
    await userEvent.keyboard('{Control>}k{/Control}');
    await expect.element(screen.getByRole('dialog', { name: 'Search' })).toBeVisible();
  });

  test('lead to nothing on a wall that a wall has not', async () => {
    const { screen, address } = await open('/?kiosk');
    await userEvent.keyboard('/?gu{Control>}k{/Control}');
    await expect.element(screen.getByRole('dialog')).not.toBeInTheDocument();
    expect(address()).toBe('/?kiosk');
    await userEvent.keyboard('1');
    await expect.poll(() => address()).toBe('/?kiosk&range=1h');
  });

  test('are text in a field', async () => {
    const { screen, address, visited } = await open('/updates');
    const field = screen.getByRole('searchbox');
    await field.click();
    await userEvent.keyboard('gl');
    await expect.element(screen.getByText('No update has “gl” in its name or id, of 14 updates.')).toBeVisible();
    expect(address()).toBe('/updates?q=gl');
    // Typing in the middle stays in the middle.
    (field.element() as HTMLInputElement).setSelectionRange(1, 1);
    await userEvent.keyboard('xyz');
    await expect.element(field).toHaveValue('gxyzl');
    await expect.poll(() => address()).toBe('/updates?q=gxyzl');
    // Back leads to where one came from, not through every letter.
    expect(visited()).toBe(1);
  });

  test('u finds the undo of a pause, wherever focus is', async () => {
    const { screen, server } = await open();
    await userEvent.keyboard('u');
    await expect.element(screen.getByRole('button', { name: 'Undo' })).not.toBeInTheDocument();
    await screen.getByRole('button', { name: /^Pause 291 in all rings/ }).click();
    await expect.element(screen.getByRole('button', { name: 'Undo' })).toBeVisible();
    await userEvent.keyboard('u');
    await expect.element(screen.getByRole('button', { name: 'Undo' })).toHaveFocus();
    expect(server.actions).toHaveLength(1);
  });

  test('leave a filter behind when they go elsewhere', async () => {
    const { address } = await open('/updates?q=edge&range=1h');
    await userEvent.keyboard('gl');
    await expect.poll(() => address()).toBe('/?range=1h');
  });
});

describe('search', () => {
  test('finds an update by part of its name and goes to its page', async () => {
    const { screen, address } = await open();
    await screen.getByRole('button', { name: 'Search' }).click();
    const field = screen.getByRole('combobox');
    await expect.element(field).toHaveFocus();
    await field.fill('sensor');
    await expect.element(screen.getByRole('option', { name: /^Falcon Sensor content 291/ })).toBeVisible();
    await userEvent.keyboard('{Enter}');
    await expect.element(screen.getByRole('heading', { level: 2, name: 'What the verdict rests on' })).toBeVisible();
    expect(address()).toBe('/updates/crowdstrike~falcon-content~291');
  });

  test('leads to the pause button of an update, and pauses nothing by itself', async () => {
    const { screen, server } = await open();
    await userEvent.keyboard('/');
    await screen.getByRole('combobox').fill('291');
    await screen.getByRole('option', { name: /^Pause 291…/ }).click();
    await expect.element(screen.getByRole('button', { name: /^Pause 291 in all rings/ })).toHaveFocus();
    expect(server.actions).toEqual([]);
  });

  test('moves nothing when the server answers, so that a click meets what was pointed at', async () => {
    const { promise: answered, resolve: answer } = Promise.withResolvers<void>();
    const server = createFakeServer(failing);
    server.devices = [{ ...loopingDevice, device: '291-till' }];
    const send: typeof server.send = async (request) => {
      if (request.url.includes('q=291')) await answered;
      return server.send(request);
    };
    const { screen } = await renderBoard({ ...server, send });
    await screen.getByRole('button', { name: 'Search' }).click();
    await screen.getByRole('combobox').fill('291');
    const option = screen.getByRole('option', { name: /^Pause 291…/ });
    await expect.element(option).toBeVisible();
    await expect.element(screen.getByText('Searching…')).toBeVisible();
    const { top } = option.element().getBoundingClientRect();
    answer();
    await expect.element(screen.getByRole('option', { name: /^291-till/ })).toBeVisible();
    expect(option.element().getBoundingClientRect().top).toBe(top);
  });

  test('finds a device by the beginning of its id', async () => {
    const { screen } = await open();
    await userEvent.keyboard('/');
    await screen.getByRole('combobox').fill('TILL-04');
    await screen.getByRole('option', { name: /till-0417 looping · Canary · Retail/ }).click();
    await expect.element(screen.getByRole('heading', { level: 1, name: 'till-0417' })).toBeVisible();
    await expect
      .element(screen.getByText('Boot started, after 0x50 PAGE_FAULT_IN_NONPAGED_AREA in csagent.sys'))
      .toBeVisible();
    await expect.element(screen.getByRole('link', { name: '291' })).toBeVisible();
  });

  test('opens what an Enter came too early for, and nothing once more is typed', async () => {
    const server = createFakeServer(failing);
    const { promise: answered, resolve: answer } = Promise.withResolvers<void>();
    const send: typeof server.send = async (request) => {
      if (request.url.startsWith('/api/devices?')) await answered;
      return server.send(request);
    };
    const { screen } = await renderBoard({ ...server, send });
    await expect.element(screen.getByRole('heading', { level: 1 })).toBeVisible();
    await userEvent.keyboard('/');
    const field = screen.getByRole('combobox');
    await field.fill('till-04');
    await userEvent.keyboard('{Enter}');
    await expect.element(screen.getByText('Searching, and opening what is found…')).toBeVisible();
    await field.fill('till-041');
    await expect.element(screen.getByText('Searching…', { exact: true })).toBeVisible();
    await userEvent.keyboard('{Enter}');
    answer();
    await expect.element(screen.getByRole('heading', { level: 1, name: 'till-0417' })).toBeVisible();
  });

  test('chooses with arrow keys, does actions, and Escape closes it', async () => {
    const { screen, address } = await open();
    await userEvent.keyboard('/');
    await screen.getByRole('combobox').fill('charts over');
    await expect.element(screen.getByRole('option', { name: /1 hour/, selected: true })).toBeVisible();
    await userEvent.keyboard('{ArrowDown}{ArrowDown}{Enter}');
    await expect.element(screen.getByRole('dialog')).not.toBeInTheDocument();
    expect(address()).toBe('/?range=24h');
    const button = screen.getByRole('button', { name: 'Search' });
    await button.click();
    await userEvent.keyboard('{Escape}');
    await expect.element(screen.getByRole('dialog')).not.toBeInTheDocument();
    await expect.element(button).toHaveFocus();
  });

  test('offers what can be done about an update without asking the server', async () => {
    const { screen } = await open();
    await userEvent.keyboard('/');
    await screen.getByRole('combobox').fill('pause 291');
    await expect.element(screen.getByRole('option', { name: /^Pause 291…/ })).toBeVisible();
  });

  test('never goes by what an earlier text found, and leaves the Enter of an input method alone', async () => {
    const { screen, address } = await open();
    await userEvent.keyboard('/');
    const field = screen.getByRole('combobox');
    await field.fill('edge');
    await expect.element(screen.getByRole('option', { name: /^Edge/ })).toBeVisible();
    await field.fill('zzz');
    await userEvent.keyboard('{Enter}');
    expect(address()).toBe('/');
    await field.fill('edge');
    await expect.element(screen.getByRole('option', { name: /^Edge/ })).toBeVisible();
    field.element().dispatchEvent(new KeyboardEvent('keydown', { key: 'Enter', isComposing: true, bubbles: true }));
    await expect.element(screen.getByRole('dialog')).toBeVisible();
    expect(address()).toBe('/');
    await userEvent.keyboard('{Escape}');
    await expect.element(screen.getByRole('button', { name: 'Search' })).toBeVisible();
  });

  test('is left with the screen it was opened on', async () => {
    const { screen, navigate } = await open('/updates');
    await userEvent.keyboard('/');
    await expect.element(screen.getByRole('dialog', { name: 'Search' })).toBeVisible();
    navigate('/');
    await expect.element(screen.getByRole('heading', { level: 1, name: /is stopping devices/ })).toBeVisible();
    await expect.element(screen.getByRole('dialog')).not.toBeInTheDocument();
  });

  test('says so when nothing is found', async () => {
    const { screen } = await open();
    await userEvent.keyboard('/');
    await screen.getByRole('combobox').fill('zzz');
    await expect.element(screen.getByText(/^Nothing found\./)).toBeVisible();
  });
});

test('a device nobody heard of is said to be unknown, with a way back', async () => {
  const { screen } = await renderBoard(createFakeServer(failing), '/devices/nobody');
  await expect.element(screen.getByRole('heading', { name: 'No device nobody is known here.' })).toBeVisible();
  await screen.getByRole('link', { name: 'Back to the live screen' }).click();
  await expect.element(screen.getByRole('heading', { level: 1, name: /is stopping devices/ })).toBeVisible();
});
