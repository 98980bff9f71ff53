/** The rules of the house that the compiler can't see, each proved to bite by a poisoned file. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { openApiDocument } from '#contract/openapi.ts';

interface SourceFile {
  /** Relative to `src`, with forward slashes. */
  readonly path: string;
  readonly text: string;
}
type Rule = (files: readonly SourceFile[]) => string[];

const SRC = import.meta.dirname;
const MAX_PROGRAM_LINES = 100;
const FORBIDDEN_FOLDERS = ['utils', 'lib', 'common', 'helpers', 'types', 'hooks', 'services'];

const sources: readonly SourceFile[] = readdirSync(SRC, { recursive: true, withFileTypes: true })
  .filter((entry) => entry.isFile() && /\.(ts|tsx|css|md)$/.test(entry.name) && entry.name !== 'architecture.test.ts')
  .map((entry) => join(entry.parentPath, entry.name))
  .map((path) => ({ path: path.slice(SRC.length + 1).replaceAll('\\', '/'), text: readFileSync(path, 'utf8') }));

const zoneOf = (path: string): string | undefined => (path.includes('/') ? path.split('/')[0] : undefined);
const isProgram = (path: string): boolean => !path.includes('/') && !path.includes('.test.') && /\.tsx?$/.test(path);
const isCode = ({ path }: SourceFile): boolean => /\.tsx?$/.test(path);
const isTest = ({ path }: SourceFile): boolean => /\.test\.|\/testing\/|-oracle\./.test(path);
const importsOf = (text: string): string[] =>
  [...text.matchAll(/(?:from\s+|import\s+|import\()\s*'([^']+)'/g)].map(([, specifier]) => specifier);

/** The table in README.md: zone -> zones it may import. */
function zoneTable(readme: string): Map<string, Set<string>> {
  const rows = [...readme.matchAll(/^\| `([a-z]+)` \|([^|]*)\|/gm)];
  return new Map(
    rows.map(([, zone, allowed]) => [zone, new Set([...allowed.matchAll(/`([a-z]+)`/g)].map(([, name]) => name))]),
  );
}

const zonesImportOnlyWhatTheTableSays: Rule = (files) => {
  const table = zoneTable(files.find(({ path }) => path === 'README.md')?.text ?? '');
  return files
    .filter((file) => isCode(file) && !isTest(file))
    .flatMap(({ path, text }) => {
      const zone = zoneOf(path);
      if (zone === undefined) return [];
      const allowed = table.get(zone);
      if (!allowed) return [`${path}: zone ${zone} is not in the table of src/README.md`];
      return importsOf(text)
        .map((specifier) => /^#([a-z]+)\//.exec(specifier)?.[1])
        .filter((target): target is string => target !== undefined && target !== zone && !allowed.has(target))
        .map((target) => `${path}: ${zone} may not import ${target}; hand the value in as an argument instead`);
    });
};

const zonesAreReachedByTheirName: Rule = (files) =>
  files.filter(isCode).flatMap(({ path, text }) => {
    const depth = path.split('/').length - 1;
    return importsOf(text)
      .filter(
        (specifier) => (specifier.match(/\.\.\//g)?.length ?? 0) >= depth && specifier.startsWith('../') && depth > 0,
      )
      .map((specifier) => `${path}: ${specifier} leaves its zone; import it as #zone/...`);
  });

const timeAndChanceComeFromPrograms: Rule = (files) =>
  files
    .filter((file) => isCode(file) && !isTest(file) && !isProgram(file.path) && zoneOf(file.path) !== 'host')
    .filter(({ text }) => /\bDate\.now\b|new Date\(\)|\bMath\.random\b/.test(text))
    .map(({ path }) => `${path}: take the clock or chance as an argument; only programs and the host have one`);

const sqlLivesInStorage: Rule = (files) =>
  files
    .filter((file) => isCode(file) && !isTest(file) && zoneOf(file.path) !== 'storage')
    .filter(({ text }) => /\b(SELECT\s[^'"`]*\sFROM|INSERT INTO|CREATE TABLE|ALTER TABLE)\s/.test(text))
    .map(({ path }) => `${path}: SQL belongs into src/storage, behind the store port`);

const rechartsLivesInCharts: Rule = (files) =>
  files
    .filter(({ path, text }) => importsOf(text).includes('recharts') && !path.startsWith('web/charts/'))
    .map(({ path }) => `${path}: recharts is drawn in src/web/charts only; give it a prepared model`);

const domainNeedsNoPackage: Rule = (files) =>
  files
    .filter((file) => zoneOf(file.path) === 'domain' && isCode(file) && !isTest(file))
    .flatMap(({ path, text }) =>
      importsOf(text)
        .filter((specifier) => !/^[.#]/.test(specifier))
        .map((specifier) => `${path}: no package in here, but it imports ${specifier}`),
    );

const programsStaySmall: Rule = (files) =>
  files
    .filter(({ path }) => isProgram(path))
    .filter(({ text }) => text.trimEnd().split('\n').length > MAX_PROGRAM_LINES)
    .map(
      ({ path }) =>
        `${path}: a program wires zones together in at most ${MAX_PROGRAM_LINES} lines; move the logic into a zone`,
    );

const wordsForIntegratorsStayOutOfTheBrowser: Rule = (files) =>
  files
    .filter((file) => isCode(file) && !isTest(file) && !/^contract\/(openapi\.ts|explain\/)/.test(file.path))
    .filter(({ path }) => ['web', 'contract'].includes(zoneOf(path) ?? ''))
    .flatMap(({ path, text }) =>
      importsOf(text)
        .filter((specifier) => /\/(explain\/|openapi\.ts$)/.test(specifier))
        .map((specifier) => `${path}: ${specifier} is for servers; the browser's first load has no room for it`),
    );

const foldersAreNouns: Rule = (files) =>
  files
    .filter(
      ({ path }) =>
        path
          .split('/')
          .slice(0, -1)
          .some((folder) => FORBIDDEN_FOLDERS.includes(folder)) || /(^|\/)index\.tsx?$/.test(path),
    )
    .map(({ path }) => `${path}: name the thing; no folder for odds and ends, no barrel`);

const RULES: readonly [name: string, rule: Rule, poison: SourceFile][] = [
  [
    'zones import only what the table in README.md says',
    zonesImportOnlyWhatTheTableSays,
    { path: 'domain/poison.ts', text: "import { x } from '#server/api.ts';" },
  ],
  [
    'zones are reached by their name',
    zonesAreReachedByTheirName,
    { path: 'domain/fleet/poison.ts', text: "import { x } from '../../server/api.ts';" },
  ],
  [
    'time and chance come from programs',
    timeAndChanceComeFromPrograms,
    { path: 'web/poison.ts', text: 'export const now = () => Date.now();' },
  ],
  [
    'SQL lives in storage',
    sqlLivesInStorage,
    { path: 'server/poison.ts', text: "const q = 'SELECT a FROM b WHERE c';" },
  ],
  [
    'recharts lives in web/charts',
    rechartsLivesInCharts,
    { path: 'web/live/poison.tsx', text: "import { LineChart } from 'recharts';" },
  ],
  [
    'domain and simulator need no package',
    domainNeedsNoPackage,
    { path: 'domain/poison.ts', text: "import * as z from 'zod/mini';" },
  ],
  [
    'words for integrators stay out of the browser',
    wordsForIntegratorsStayOutOfTheBrowser,
    { path: 'contract/poison.ts', text: "import { UPDATE_WORDS } from './explain/update-words.ts';" },
  ],
  ['programs stay small', programsStaySmall, { path: 'poison.ts', text: 'x;\n'.repeat(MAX_PROGRAM_LINES + 1) }],
  ['folders are nouns', foldersAreNouns, { path: 'web/utils/poison.ts', text: '' }],
];

describe('architecture', () => {
  describe.each(RULES)('%s', (_, rule, poison) => {
    it('holds', () => expect(rule(sources)).toEqual([]));
    it('bites', () =>
      expect(rule([...sources, poison]).filter((line) => line.startsWith(poison.path))).toHaveLength(1));
  });

  it('has the OpenAPI file of the routes as they are (npm run openapi writes it)', () => {
    const written: unknown = JSON.parse(readFileSync(join(SRC, '../public/openapi.json'), 'utf8'));
    expect(written).toEqual(JSON.parse(JSON.stringify(openApiDocument())));
  });
});
