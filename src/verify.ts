/** `npm run verify`: counts everything once more from the raw reports, and compares. */
import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { fail, readArgs, sentenceOf, settingsFrom } from '#host/options.ts';
import { recount } from '#server/recount.ts';
import { openClickHouseStore } from '#storage/clickhouse-store.ts';
import { openEmbedded, openServer } from '#storage/engine.ts';

const options = readArgs('npm run verify', 'Counts everything once more from the raw reports, and compares.', {
  data: { type: 'string', default: 'data', help: 'folder of the database, with its server stopped' },
});
const url = process.env.CLICKHOUSE_URL;
if (!url && !existsSync(options.data)) fail(`There is no data folder ${resolve(options.data)}.`);
try {
  const store = await openClickHouseStore(url ? openServer(url) : openEmbedded(options.data));
  const onTrouble = (what: string, error: unknown) => console.error(`${what}: ${sentenceOf(error)}`);
  const result = await recount({ store, wallNow: Date.now, settings: settingsFrom(process.env), onTrouble });
  await store.close();
  const { differences, ...numbers } = result;
  console.log(JSON.stringify(numbers));
  for (const difference of differences) console.error(difference);
  if (result.firstSeq > 1) {
    fail(`Records before number ${result.firstSeq} are past retention, so nothing can be counted from the beginning.`);
  }
  process.exit(result.differenceCount === 0 ? 0 : 1);
} catch (error) {
  fail(sentenceOf(error));
}
