import { expect, test } from 'vitest';
import { ROUTES } from '#contract/routes.ts';
import { docsPage } from './docs-page.ts';

test('the page names every door a client can come in by', () => {
  const page = docsPage();
  const doors = ROUTES.map(({ method, path }) => `${method} ${path}`);
  for (const door of [...doors, 'POST /v1/logs', 'POST /otlp/v1/logs', 'POST /api/v1/write']) {
    expect(page).toContain(`<code>${door}</code>`);
  }
});
