/** Fields of requests and answers as rows of a table. */
import { type Field, fieldsOf, type JsonSchema } from '#contract/json-schema.ts';
import type { Parameter } from '#contract/openapi.ts';
import { code, escapeHtml, row } from './html.ts';
import { sayType } from './type-words.ts';

const REQUIRED = 'required';
const OPTIONAL = 'optional';

/** Field, place, type, needed, meaning. */
export const parameterRow = ({ name, in: place, schema, required, description = '' }: Parameter): string =>
  row([code(name), place, sayType([schema]), required ? REQUIRED : OPTIONAL, escapeHtml(description)]);

/** The same of every field of a body. */
export const bodyRows = (schema: JsonSchema): string[] =>
  fieldsOf(schema).map((field) => row([nameOf(field), 'body', typeOf(field), sayNeeded(field), meaningOf(field)]));

/** Field, type, meaning of every field of an answer. */
export const answerRows = (schema: JsonSchema): string[] =>
  fieldsOf(schema).map((field) => row([nameOf(field), typeOf(field), meaningOf(field)]));

const typeOf = ({ uses }: Field): string => sayType(uses.map(({ schema }) => schema));
const sentenceOf = ({ uses }: Field): string => uses.find(({ schema }) => schema.description)?.schema.description ?? '';

/** The last part stands out: where it lies is read once. */
function nameOf({ path }: Field): string {
  const at = path.lastIndexOf('.') + 1;
  const outer = escapeHtml(path.slice(0, at)).replaceAll('.', '.<wbr>');
  const within = at === 0 ? '' : `<span class="within">${outer}</span>`;
  return `<code>${within}${escapeHtml(path.slice(at))}</code>`;
}

const isOfSome = ({ uses, variants }: Field): boolean => uses.length < variants;
const namesOf = (uses: Field['uses']): string[] => uses.flatMap(({ variant }) => variant ?? []);

function sayNeeded({ uses, variants }: Field): string {
  const needing = uses.filter(({ required }) => required);
  if (needing.length === 0) return OPTIONAL;
  if (needing.length === uses.length)
    return uses.length < variants && namesOf(uses).length === 0 ? 'one of these' : REQUIRED;
  return `${REQUIRED} in ${namesOf(needing).map(code).join(', ')}`;
}

function meaningOf(field: Field): string {
  const kinds = namesOf(field.uses);
  const only = isOfSome(field) && kinds.length > 0 ? `<small>Only in ${kinds.map(code).join(', ')}</small>` : '';
  return escapeHtml(sentenceOf(field)) + only;
}
