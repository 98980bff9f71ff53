/** Crash signatures among the devices down now. */
import type { Signature, Snapshot } from '#contract/snapshot.ts';
import { count } from '../format/number.ts';
import { when, type Zone } from '../format/time.ts';
import type { Chip } from '../rings/ring-chip.ts';

export interface SignatureRow {
  key: string;
  /** The module to blame by the dump; null without a report. */
  module: string | null;
  words: string;
  devices: number;
  /** Of all devices down now. */
  share: number;
  silent: boolean;
  firstSeen: string;
  link: Chip | null;
}

/** @param name what the focus update is called; null without one. */
export function prepareSignatures(snapshot: Snapshot, name: string | null, zone: Zone): SignatureRow[] {
  const down = Math.max(
    1,
    snapshot.signatures.reduce((sum, { devices }) => sum + devices, 0),
  );
  return snapshot.signatures.map((signature) => {
    const silent = signature.code === null && signature.module === null;
    return {
      key: `${signature.module} ${signature.code}`,
      module: silent ? null : (signature.module ?? 'Module not named'),
      words: silent ? 'silent, or the dump was never sent' : (signature.code ?? 'no stop code'),
      devices: signature.devices,
      share: signature.devices / down,
      silent,
      firstSeen: signature.firstSeenAt === null ? '–' : when(signature.firstSeenAt, snapshot.asOf, zone),
      link: name === null ? null : linkOf(signature, silent, name),
    };
  });
}

function linkOf({ devices, withFocus }: Signature, silent: boolean, name: string): Chip {
  if (withFocus === 0) return { state: 'unknown', icon: 'unknown', word: `None on ${name}` };
  if (withFocus < devices) {
    return { state: 'unknown', icon: 'linked', word: `${count(withFocus)} of ${count(devices)} on ${name}` };
  }
  return silent
    ? { state: 'silent', icon: 'silent', word: `All on ${name}` }
    : { state: 'bad', icon: 'alarm', word: `All on ${name}` };
}

/** Devices down, with a signature or without. */
export const downIn = (signatures: readonly Signature[]): number =>
  signatures.reduce((sum, { devices }) => sum + devices, 0);

/** "448 of 1,157 down devices sent a crash report". */
export function sayReported(signatures: readonly Signature[]): string {
  const down = downIn(signatures);
  const silent = signatures.reduce(
    (sum, { code, module, devices }) => sum + (code === null && module === null ? devices : 0),
    0,
  );
  return `${count(down - silent)} of ${count(down)} devices down sent a crash report`;
}
