import { existsSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
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
  const words = `The data folder ${file} can't be used: a file lies in its place, or in that of a folder above it. Choose another with --data.`;
  expect(() => makeFolder(file)).toThrow(new StoreRefused(words));
  expect(() => makeFolder(join(file, 'in', 'it'))).toThrow(/can't be used: a file lies in its place/);
});

test('is refused at once where the system makes none', () => {
  expect(() => makeFolder('/proc/bootwatch')).toThrow(StoreRefused);
});

test('is refused where a link lies that leads nowhere, or back to itself, or under a name that is too long', () => {
  const folder = somewhere();
  symlinkSync(join(folder, 'nothing'), join(folder, 'astray'));
  symlinkSync(join(folder, 'round'), join(folder, 'round'));
  expect(() => makeFolder(join(folder, 'astray'))).toThrow(/a link that leads nowhere lies in its place/);
  expect(() => makeFolder(join(folder, 'round'))).toThrow(/a link that leads back to itself/);
  expect(() => makeFolder(join(folder, 'a'.repeat(300)))).toThrow(/its name is too long/);
});
