import { useState } from 'react';
import { expect, test } from 'vitest';
import { userEvent } from 'vitest/browser';
import { render } from 'vitest-browser-react';
import { TypeAhead } from './type-ahead.tsx';
import { useKeys } from './use-keys.ts';

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
      <output>{text}</output>
      {isOpening && <TypeAhead onType={setText} onClose={() => setOpening(false)} />}
    </>
  );
}

test('what is typed before the search is there is for the search, and presses nothing', async () => {
  const done: string[] = [];
  const screen = await render(<Screen done={done} />);
  const button = screen.getByRole('button');
  (button.element() as HTMLElement).focus();
  await userEvent.keyboard('pause 292{Backspace}1{Enter}');
  await expect.element(screen.getByRole('status')).toHaveTextContent('pause 291');
  expect(done).toEqual([]);
  await userEvent.keyboard('{Escape}2{Enter}');
  await expect.poll(() => done).toEqual(['range 3h', 'pressed']);
});
