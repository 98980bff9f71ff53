/** What a page holds in memory, after the garbage is collected. */
import type { CDPSession } from 'playwright';

/** The part of a heap snapshot that says how large each kind of object is. */
interface HeapSnapshot {
  snapshot: { meta: { node_fields: string[]; node_types: [string[], ...unknown[]] } };
  nodes: number[];
}

export interface HeapSize {
  /** All of it, in bytes. */
  used: number;
  /** Without the code that the engine goes on making of what runs often, for many minutes. */
  withoutCode: number;
}

export async function heapSize(devtools: CDPSession): Promise<HeapSize> {
  // Twice: what finalizers let go is found by the second only.
  await devtools.send('HeapProfiler.collectGarbage');
  await devtools.send('HeapProfiler.collectGarbage');
  const { usedSize } = await devtools.send('Runtime.getHeapUsage');
  return { used: usedSize, withoutCode: sizeWithoutCode(await takeSnapshot(devtools)) };
}

async function takeSnapshot(devtools: CDPSession): Promise<HeapSnapshot> {
  const chunks: string[] = [];
  const note = ({ chunk }: { chunk: string }) => void chunks.push(chunk);
  devtools.on('HeapProfiler.addHeapSnapshotChunk', note);
  await devtools.send('HeapProfiler.takeHeapSnapshot', { reportProgress: false });
  devtools.off('HeapProfiler.addHeapSnapshotChunk', note);
  return JSON.parse(chunks.join(''));
}

/** Nodes are rows of a flat table; `native` is the browser's own, kept outside the heap of scripts. */
function sizeWithoutCode({ snapshot, nodes }: HeapSnapshot): number {
  const { node_fields: fields, node_types: types } = snapshot.meta;
  const [type, size] = [fields.indexOf('type'), fields.indexOf('self_size')];
  let sum = 0;
  for (let row = 0; row < nodes.length; row += fields.length) {
    const kind = types[0][nodes[row + type] ?? 0];
    if (kind !== 'code' && kind !== 'native') sum += nodes[row + size] ?? 0;
  }
  return sum;
}
