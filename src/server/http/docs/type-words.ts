/** A JSON schema as people say it: `text, at most 200 characters`, `list of objects`. */
import { type JsonSchema, type Variant, variantsOf } from '#contract/json-schema.ts';
import { MAX_EPOCH_MS } from '#contract/limits.ts';
import { code } from './html.ts';

/** The type of a field that is one of these, as html. */
export function sayType(schemas: readonly JsonSchema[]): string {
  const variants = schemas.flatMap(variantsOf);
  const values = variants.flatMap((schema) => schema.enum ?? ('const' in schema ? [schema.const] : []));
  const others = variants.filter((schema) => !schema.enum && !('const' in schema)).map(sayPlain);
  const said = [...new Set([...values.map((value) => code(JSON.stringify(value))), ...others])];
  const isNullable = said.includes(NULL);
  const rest = said.filter((text) => text !== NULL);
  const list = rest.length > 3 ? rest.join(', ') : rest.join(' or ');
  return isNullable ? `${list}; or ${NULL}` : list;
}

const NULL = code('null');

function sayPlain(schema: Variant): string {
  switch (schema.type) {
    case 'string':
      return `text${sayLimits(schema.minLength, schema.maxLength, 'characters')}`;
    case 'integer':
      return `whole number${sayRange(schema)}`;
    case 'number':
      return schema.maximum === MAX_EPOCH_MS ? 'time, epoch ms' : `number${sayRange(schema)}`;
    case 'boolean':
      return 'true or false';
    case 'null':
      return NULL;
    case 'array':
      return `list of ${sayItems(schema.items)}${sayLimits(schema.minItems, schema.maxItems, 'entries')}`;
    case 'object':
      return schema.properties ? 'object' : `object of ${sayItems(asSchema(schema.additionalProperties))}`;
    default:
      return 'anything';
  }
}

const asSchema = (schema: JsonSchema['additionalProperties']): JsonSchema => (typeof schema === 'object' ? schema : {});

/** Of the items in a list only what they are, not how long. */
function sayItems(items: JsonSchema = {}): string {
  const kinds = variantsOf(items).map((item) =>
    item.type === 'object' ? 'objects' : (BARE[item.type ?? ''] ?? sayPlain(item)),
  );
  return [...new Set(kinds)].join(' or ');
}
const BARE: Readonly<Record<string, string>> = { string: 'texts', integer: 'whole numbers', boolean: 'true or false' };

function sayLimits(min: number | undefined, max: number | undefined, unit: string): string {
  if (max === undefined) return '';
  return min === undefined || min === 0 ? `, at most ${show(max)} ${unit}` : `, ${show(min)} to ${show(max)} ${unit}`;
}

function sayRange({ minimum, exclusiveMinimum, maximum }: JsonSchema): string {
  const isBounded = maximum !== undefined && maximum < MAX_TOLD;
  if (exclusiveMinimum !== undefined) {
    return `, more than ${show(exclusiveMinimum)}${isBounded ? `, at most ${show(maximum)}` : ''}`;
  }
  if (!isBounded) return '';
  return minimum === undefined ? `, at most ${show(maximum)}` : `, ${show(minimum)} to ${show(maximum)}`;
}
/** Beyond, a limit is the calendar's or the machine's, and tells nobody anything. */
const MAX_TOLD = 1e12;

const show = (number: number): string => number.toLocaleString('en');
