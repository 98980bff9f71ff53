import { useState } from 'react';
import { expect, test, vi } from 'vitest';
import { userEvent } from 'vitest/browser';
import { render } from 'vitest-browser-react';
import { failing } from '../fixtures/failing.ts';
import { createFakeServer } from '../testing/fake-server.ts';
import { renderBoard } from '../testing/render-board.tsx';
import { TypeAhead } from './type-ahead.tsx';
import { useKeys } from './use-keys.ts';

const fetched = vi.hoisted(() => Promise.withResolvers<void>());
vi.mock('../search/search-sheet.tsx', async (importOriginal) => {
  await fetched.promise;
  return importOriginal();
});

/** A screen whose pause button has focus, with a search that is being fetched. */
function Screen({ done }: { done: string[] }) {
  const [text, setText] = useState('');
  const [isOpening, setOpening] = useState(true);
  useKeys((command) => done.push(command), true);
  return (
    <>
      <button type="button" onClick={() => done.push('pressed')}>
        Pause
      </button>
      {isOpening && <TypeAhead text={text} onType={setText} onClose={() => setOpening(false)} />}
    </>
  );
}

test('what is typed before the search is there is for the search, and presses nothing', async () => {
  const done: string[] = [];
  const screen = await render(<Screen done={done} />);
  const button = screen.getByRole('button');
  (button.element() as HTMLElement).focus();
  await userEvent.keyboard('pause 292{Backspace}1{Enter}');
  await expect.element(screen.getByRole('status')).toHaveTextContent('Loading…');
  await expect.element(screen.getByText('pause 291', { exact: true })).toBeVisible();
  expect(done).toEqual([]);
  await userEvent.keyboard('{Escape}2{Enter}');
  await expect.poll(() => done).toEqual(['range 3h', 'pressed']);
});

test('the search goes on with what was typed before it was there', async () => {
  const server = createFakeServer(failing);
  const { screen } = await renderBoard(server);
  const pause = screen.getByRole('button', { name: /^Pause 291 in all rings/ });
  await expect.element(pause).toBeVisible();
  await userEvent.keyboard('p/pause 29{Enter} ');
  expect(screen.getByRole('combobox').query()).toBeNull();
  fetched.resolve();
  const field = screen.getByRole('combobox');
  await expect.element(field).toHaveValue('pause 29 ');
  await expect.element(field).toHaveFocus();
  await userEvent.keyboard('1');
  await expect.element(field).toHaveValue('pause 29 1');
  expect(server.actions).toEqual([]);
});
