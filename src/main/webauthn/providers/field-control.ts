/** Chooses the control for a knob from the knob's schema, so that the window needs no rules of its own. */
import type { FieldControl } from '../../../shared/profile-form'

/** The part of a valibot schema that is read here. */
export interface SchemaPart {
  readonly type: string
  /** The words of a pick list, or the schemas of a union. */
  readonly options?: readonly unknown[]
  readonly entries?: Readonly<Record<string, SchemaPart>>
  readonly wrapped?: SchemaPart
  readonly item?: SchemaPart
  readonly value?: SchemaPart
  readonly literal?: unknown
  readonly pipe?: readonly { readonly type: string; readonly requirement?: unknown }[]
}

export interface ControlHints {
  /** The values to choose from, if the schema also accepts others. */
  readonly options?: readonly (string | number)[]
  /** Whether the order of a list matters. */
  readonly isOrdered?: boolean
}

/** @throws {TypeError} when no control fits. The tests try each knob. */
export function fieldControl(schema: SchemaPart, hints: ControlHints = {}): FieldControl {
  switch (schema.type) {
    case 'boolean':
      return { kind: 'switch' }
    case 'picklist':
      return { kind: 'choice', options: wordsOf(schema) }
    case 'number':
      return { kind: 'number', ...rangeOf(schema), whole: has(schema, 'integer'), unlimited: false }
    case 'nullable':
      return unlimited(fieldControl(partOf(schema.wrapped)))
    case 'string':
      return { kind: 'text' }
    case 'array':
      return listControl(schema, hints)
    case 'record':
      return { kind: 'record', lists: schema.value?.type === 'array' }
    case 'union':
      return unionControl((schema.options ?? []) as readonly SchemaPart[])
    default:
      throw new TypeError(`no control fits ${schema.type}`)
  }
}

function unlimited(control: FieldControl): FieldControl {
  return control.kind === 'number' ? { ...control, unlimited: true } : control
}

function listControl(
  schema: SchemaPart,
  { options, isOrdered = false }: ControlHints,
): FieldControl {
  const item = partOf(schema.item)
  const choice = options ?? (item.type === 'picklist' ? wordsOf(item) : undefined)
  if (!choice) return { kind: 'texts', word: null }
  if (!isOrdered) return { kind: 'set', options: [...choice] }
  return { kind: 'order', options: [...choice], complete: has(schema, 'length') }
}

/** Either a word that replaces a list, or the words and numbers of a counter. */
function unionControl(options: readonly SchemaPart[]): FieldControl {
  const literal = options.find(({ type }) => type === 'literal')
  if (literal) return { kind: 'texts', word: String(literal.literal) }
  return {
    kind: 'counter',
    words: options.flatMap((one) => (one.type === 'picklist' ? wordsOf(one) : [])),
    numbers: options.flatMap((one) => (one.entries ? numbersOf(one, []) : [])),
  }
}

function numbersOf(schema: SchemaPart, path: readonly string[]): NumberAt[] {
  if (!schema.entries) return [{ path: path.join('.'), ...rangeOf(schema) }]
  return Object.entries(schema.entries).flatMap(([name, one]) => numbersOf(one, [...path, name]))
}

type NumberAt = Extract<FieldControl, { readonly kind: 'counter' }>['numbers'][number]

function wordsOf({ options = [] }: SchemaPart): string[] {
  return options.map(String)
}

function rangeOf({ pipe = [] }: SchemaPart) {
  const bound = (type: string) => Number(pipe.find((one) => one.type === type)?.requirement)
  return { least: bound('min_value'), most: bound('max_value') }
}

function has({ pipe = [] }: SchemaPart, type: string): boolean {
  return pipe.some((one) => one.type === type)
}

function partOf(schema: SchemaPart | undefined): SchemaPart {
  if (!schema) throw new TypeError('the schema lacks a part')
  return schema
}
