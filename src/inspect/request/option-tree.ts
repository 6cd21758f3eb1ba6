/** A page's request, member by member, with the defaults that a client fills in (WebAuthn §5.4, §5.5). */
import { decodeBase64Url, isBase64Url } from '../../shared/base64url'
import { algorithmName } from '../decode/algorithms'
import { isObject, jsonText, type JsonObject } from '../decode/response-members'
import { wordsIn } from '../lint/lenient'
import { creationDefaults, isUnknownValue, requestDefaults, type Default } from './option-defaults'
import { isCut } from '../withhold/left-out'

export interface OptionNode {
  readonly name: string
  /** As JSON, shortened; null for an object or a list, whose members are `parts`. */
  readonly value: string | null
  /** The meaning of the value, such as the name of an algorithm; empty when it needs no explanation. */
  readonly note: string
  /** `given` by the page, or filled in by a client as a `default`. */
  readonly by: 'given' | 'default'
  readonly parts: readonly OptionNode[]
}

/** A limit, because a page may nest its options to any depth. Shows deeper values as one text. */
const DEEPEST = 8
/** The first entries of a list. */
const MOST_PARTS = 100
const LONGEST_TEXT = 600

/** The byte string members, at any depth. */
const BYTES: readonly string[] = ['challenge', 'id']

export interface Asked {
  readonly kind: 'create' | 'get'
  /** The member `publicKey` in JSON form, unchecked. */
  readonly options: unknown
  /** The member `mediation`; null when the page omitted it. */
  readonly mediation: string | null
  /** The calling page; null when unknown. */
  readonly origin: string | null
}

/** Never throws. */
export function optionTree({ kind, options, mediation, origin }: Asked): readonly OptionNode[] {
  const given = isObject(options) ? options : {}
  const defaults = kind === 'create' ? creationDefaults(given, origin) : requestDefaults(origin)
  const asked = mediation === null ? {} : { mediation }
  return [
    ...members(asked, { mediation: { value: 'optional' } }, 0),
    {
      name: 'publicKey',
      value: isObject(options) ? null : (jsonText(options) ?? 'not stated'),
      note: '',
      by: 'given',
      parts: isObject(options) ? members(given, defaults, 0) : [],
    },
  ]
}

/** The given members in order, then the omitted ones. */
function members(
  given: JsonObject,
  defaults: Readonly<Record<string, Default>>,
  depth: number,
): readonly OptionNode[] {
  const own = Object.entries(given).filter(([, value]) => value !== undefined)
  const missing = Object.entries(defaults).filter(([name]) => given[name] === undefined)
  return [
    ...own.map(([name, value]) => givenNode(name, value, ownDefault(defaults, name), depth)),
    ...missing.map(([name, one]) => defaultNode(name, one)),
  ]
}

function ownDefault(
  defaults: Readonly<Record<string, Default>>,
  name: string,
): Default | undefined {
  return Object.hasOwn(defaults, name) ? defaults[name] : undefined
}

function givenNode(
  name: string,
  value: unknown,
  filled: Default | undefined,
  depth: number,
): OptionNode {
  const node = { name, note: '', by: 'given' as const, parts: [] }
  const withheld = isObject(value) ? value.withheld : undefined
  if (typeof withheld === 'string')
    return { ...node, value: `${isCut(withheld) ? 'too large' : 'secret'}: ${withheld}` }
  if (Array.isArray(value) && depth < DEEPEST) return listNode(name, value, filled, depth)
  if (isObject(value) && depth < DEEPEST)
    return { ...node, value: null, parts: members(value, filled?.parts ?? {}, depth + 1) }
  return { ...node, value: shortened(value), note: noteOf(name, value, filled) }
}

function listNode(
  name: string,
  list: readonly unknown[],
  filled: Default | undefined,
  depth: number,
): OptionNode {
  const isReplaced = list.length === 0 && filled?.whenEmpty === true
  const more = list.length - MOST_PARTS
  return {
    name,
    value: list.length === 0 ? '[]' : null,
    note: isReplaced
      ? `an empty list stands for ${jsonText(filled.value) ?? ''}`
      : more > 0
        ? `the first ${MOST_PARTS} of ${list.length}`
        : '',
    by: 'given',
    parts: list
      .slice(0, MOST_PARTS)
      .map((one, index) => givenNode(`[${index}]`, one, undefined, depth + 1)),
  }
}

function defaultNode(name: string, { value, parts, note = '' }: Default): OptionNode {
  const inner = Object.entries(parts ?? {})
  return {
    name,
    value: inner.length > 0 ? null : shortened(value),
    note,
    by: 'default',
    parts: inner.map(([own, one]) => defaultNode(own, one)),
  }
}

function noteOf(name: string, value: unknown, filled: Default | undefined): string {
  if (name === 'alg' && typeof value === 'number') return algorithmName(value)
  if (typeof value !== 'string') return ''
  if (isUnknownValue(name, value))
    return filled?.value === undefined
      ? 'not a value that the specification names'
      : `not a value that the specification names: counts as ${jsonText(filled.value)}`
  if (!BYTES.includes(name) || !isBase64Url(value)) return ''
  const bytes = decodeBase64Url(value)
  const words = name === 'id' ? wordsIn(bytes) : undefined
  const count = `${bytes.length} ${bytes.length === 1 ? 'byte' : 'bytes'}`
  return words === undefined ? count : `${count}: ${JSON.stringify(words)}`
}

function shortened(value: unknown): string {
  const text = jsonText(value) ?? 'not stated'
  return text.length <= LONGEST_TEXT ? text : `${text.slice(0, LONGEST_TEXT)}…`
}
