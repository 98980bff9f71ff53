import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { StoreRefused } from '#server/store.ts';
import { makeFolder } from './make-folder.ts';

function somewhere(): string {
  const folder = mkdtempSync(join(tmpdir(), 'bootwatch-folder-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

test('is made with the folders above it, and is left as it is where it is there', () => {
  const folder = join(somewhere(), 'a', 'b');
  makeFolder(folder);
  writeFileSync(join(folder, 'kept'), '');
  makeFolder(folder);
  expect(existsSync(join(folder, 'kept'))).toBe(true);
});

test('is refused in words where a file lies in its place, or in that of a folder above it', () => {
  const file = join(somewhere(), 'file');
  writeFileSync(file, '');
  const words = `The data folder ${file} can't be used: a file lies in its place. Choose another with --data.`;
  expect(() => makeFolder(file)).toThrow(new StoreRefused(words));
  expect(() => makeFolder(join(file, 'in', 'it'))).toThrow(/can't be used: a file lies in its place/);
});

test('is refused at once where the system makes none', () => {
  expect(() => makeFolder('/proc/bootwatch')).toThrow(StoreRefused);
});
