/** Schemas for data that a later build may have written. */
import * as v from 'valibot'

type Schema = v.GenericSchema

/**
 * The same schema, but objects at any depth may have unknown members, which are dropped. Handles the kinds of schemas that our
 * files use. Others stay unchanged.
 */
export function withoutUnknown<S extends Schema>(
  schema: S,
): v.GenericSchema<v.InferInput<S>, v.InferOutput<S>> {
  return opened(schema)
}

function opened(schema: Schema): Schema {
  if (isOf<v.StrictObjectSchema<v.ObjectEntries, undefined>>(schema, 'strict_object'))
    return v.object(openedEntries(schema.entries))
  if (isOf<v.ArraySchema<Schema, undefined>>(schema, 'array')) return v.array(opened(schema.item))
  if (isOf<v.NullableSchema<Schema, undefined>>(schema, 'nullable'))
    return v.nullable(opened(schema.wrapped))
  if (isOf<v.ExactOptionalSchema<Schema, undefined>>(schema, 'exact_optional'))
    return v.exactOptional(opened(schema.wrapped))
  const alternatives = 'options' in schema && schema.type !== 'picklist' ? schema.options : []
  return Array.isArray(alternatives) && alternatives.length > 0
    ? v.union((alternatives as Schema[]).map(opened))
    : schema
}

function openedEntries(entries: v.ObjectEntries): Record<string, Schema> {
  return Object.fromEntries(
    Object.entries(entries).map(([name, entry]) => [name, opened(entry as Schema)]),
  )
}

function isOf<S extends Schema>(schema: Schema, type: S['type']): schema is S {
  return schema.type === type
}
