/** `npm run openapi`: writes the API's description into public/openapi.json. */
import { writeFileSync } from 'node:fs';
import { openApiDocument } from '#contract/openapi.ts';

writeFileSync(new URL('../public/openapi.json', import.meta.url), `${JSON.stringify(openApiDocument(), null, 2)}\n`);
