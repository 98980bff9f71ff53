/** The numbers a server gives of itself. */
import type { ServerProcess } from './server-process.ts';

/** The server's own numbers by name, all of one moment: asking begins some of them anew. */
export async function readMetrics({ url }: ServerProcess): Promise<(name: string) => number> {
  const lines = (await (await fetch(`${url}/metrics`)).text()).split('\n').map((line) => line.split(' '));
  const values = new Map(lines.map(([name, value]) => [name, Number(value)]));
  return (name) => values.get(`bootwatch_${name}`) ?? Number.NaN;
}
