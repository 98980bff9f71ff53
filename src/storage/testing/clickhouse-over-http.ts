/**
 * A ClickHouse server for one test: the embedded engine behind the HTTP interface the client speaks, so that the
 * path to a server is tried against the real engine and real requests.
 */
import { writeFileSync } from 'node:fs';
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import { createClient } from '@clickhouse/client';
import { createChdbConnection } from 'chdb/connection';

type ClientOptions = NonNullable<Parameters<typeof createClient>[0]>;

/** Serves the engine in `folder` on a free port. */
export async function serveClickHouse(folder: string): Promise<{ url: string; close: () => Promise<void> }> {
  const connection = createChdbConnection({ path: join(folder, 'engine') }) as unknown as NonNullable<
    ClientOptions['connection']
  >;
  const client = createClient({ connection });
  let files = 0;
  let last: Promise<unknown> = Promise.resolve();
  const insert = async (query: string, rows: Buffer) => {
    const [, head, columns] = /^\s*(INSERT INTO \S+ \(([^)]*)\)[\s\S]*?)\s+FORMAT RowBinary\s*$/.exec(query) ?? [];
    const table = /INSERT INTO (\S+)/.exec(query)?.[1];
    const described = await client.query({ query: `DESCRIBE TABLE ${table}`, format: 'JSONEachRow' });
    const types = new Map(
      (await described.json<{ name: string; type: string }>()).map(({ name, type }) => [name, type]),
    );
    const structure = columns
      .split(', ')
      .map((name) => `${name} ${types.get(name)?.replace(/^LowCardinality\((.*)\)$/, '$1')}`);
    const file = join(folder, `${files++}.bin`);
    writeFileSync(file, rows);
    await client.command({
      query: `${head} SELECT * FROM file('${file}', 'RowBinary', '${structure.join(', ').replaceAll("'", "\\'")}')`,
    });
    return Buffer.alloc(0);
  };
  const answer = async (request: IncomingMessage): Promise<Buffer> => {
    const url = new URL(request.url ?? '/', 'http://localhost');
    const body = await buffer(request);
    const named = url.searchParams.get('query');
    if (named !== null && /^\s*INSERT/.test(named)) return insert(named, body);
    const params = [...url.searchParams].filter(([name]) => name.startsWith('param_'));
    const result = await client.exec({
      query: named ?? body.toString(),
      query_params: Object.fromEntries(params.map(([name, value]) => [name.slice('param_'.length), asValue(value)])),
    });
    return buffer(result.stream);
  };
  const server = createServer((request, response) => {
    last = last.then(() =>
      answer(request).then(
        (bytes) => response.end(bytes),
        (error: Error) =>
          response
            .writeHead(500, { 'x-clickhouse-exception-code': '1' })
            .end(`Code: 1. DB::Exception: ${error.message}`),
      ),
    );
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    close: async () => {
      await new Promise((resolve) => server.close(resolve));
      await client.close();
    },
  };
}

/** A parameter as the client wrote it: TSV-escaped text, or an array in ClickHouse's notation. */
function asValue(text: string): unknown {
  if (text.startsWith("['")) return text.slice(2, -2).split("','");
  return text.replace(/\\(.)/g, (_, c: string) => ({ n: '\n', t: '\t', '0': '\0' })[c] ?? c);
}
