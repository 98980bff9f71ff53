import { expect, it } from 'vitest';
import { toRequest } from '#contract/client.ts';
import { getSnapshot } from '#contract/routes.ts';
import { PICTURE_REQUEST } from './ask-picture.ts';

it('asks as the route says', () => {
  expect(PICTURE_REQUEST).toEqual(toRequest(getSnapshot, { query: {} }));
});
