/** The part of JSON Schema that the routes' schemas come out as, and the fields in it. */

export interface JsonSchema {
  readonly type?: string | readonly string[];
  readonly const?: unknown;
  readonly enum?: readonly unknown[];
  readonly description?: string;
  readonly properties?: Readonly<Record<string, JsonSchema>>;
  readonly required?: readonly string[];
  readonly additionalProperties?: boolean | JsonSchema;
  readonly items?: JsonSchema;
  readonly anyOf?: readonly JsonSchema[];
  readonly oneOf?: readonly JsonSchema[];
  readonly minimum?: number;
  readonly exclusiveMinimum?: number;
  readonly maximum?: number;
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly minItems?: number;
  readonly maxItems?: number;
  readonly pattern?: string;
}

/** A field as one variant of its object has it. */
export interface FieldUse {
  readonly schema: JsonSchema;
  readonly required: boolean;
  /** The variant of a union: its `kind` or `state`; undefined where there is only one, or none has a name. */
  readonly variant: string | undefined;
}

/** A field, and the same path in every variant of a union is one. */
export interface Field {
  /** For example `reports[].previous.crash.code`. */
  readonly path: string;
  readonly uses: readonly FieldUse[];
  /** How many variants the object has that it is a field of. */
  readonly variants: number;
}

/** A schema that is of one type, or has values instead. */
export type Variant = JsonSchema & { readonly type?: string };

/** What a schema may be: its variants, or itself. */
export function variantsOf(schema: JsonSchema): readonly Variant[] {
  const { type, anyOf, oneOf, ...rest } = schema;
  const variants = anyOf ?? oneOf;
  if (variants) return variants.flatMap(variantsOf);
  if (type === undefined) return [rest];
  return [type].flat().map((one) => ({ ...rest, type: one }));
}

/** Every field at every depth, a parent before its children, in the order of the schema. */
export function fieldsOf(schema: JsonSchema, within = ''): Field[] {
  const objects = variantsOf(schema).filter(({ properties }) => properties);
  const uses = new Map<string, FieldUse[]>();
  for (const object of objects) {
    const variant = objects.length > 1 ? nameOfVariant(object) : undefined;
    for (const [name, field] of Object.entries(object.properties ?? {})) {
      const use = { schema: field, required: object.required?.includes(name) ?? false, variant };
      uses.set(name, [...(uses.get(name) ?? []), use]);
    }
  }
  const own = [...uses].flatMap(([name, found]) => {
    const path = within === '' ? name : `${within}.${name}`;
    const inner = fieldsOf({ anyOf: found.map((use) => use.schema) }, path);
    return [{ path, uses: found, variants: objects.length }, ...inner];
  });
  const items = variantsOf(schema).flatMap(({ items: item }) => item ?? []);
  return items.length === 0 ? own : [...own, ...fieldsOf({ anyOf: items }, `${within}[]`)];
}

/** The value that tells a variant from its neighbours. */
const nameOfVariant = ({ properties = {} }: JsonSchema): string | undefined =>
  Object.values(properties)
    .map((field) => field.const)
    .find((value) => typeof value === 'string');

/** The schema with a sentence for every field of which `say` knows one. */
export function withWords(
  schema: JsonSchema,
  say: (path: string, field: JsonSchema) => string | undefined,
  path = '',
): JsonSchema {
  const { properties, items, anyOf, oneOf } = schema;
  return {
    ...schema,
    ...(properties && {
      properties: Object.fromEntries(
        Object.entries(properties).map(([name, field]) => {
          const at = path === '' ? name : `${path}.${name}`;
          const sentence = say(at, field);
          return [name, { ...(sentence !== undefined && { description: sentence }), ...withWords(field, say, at) }];
        }),
      ),
    }),
    ...(items && { items: withWords(items, say, `${path}[]`) }),
    ...(anyOf && { anyOf: anyOf.map((variant) => withWords(variant, say, path)) }),
    ...(oneOf && { oneOf: oneOf.map((variant) => withWords(variant, say, path)) }),
  };
}
