/** Words what is wrong with a value that a schema refuses, for people who know no schema. */
import * as v from 'valibot'

type Issue = v.BaseIssue<unknown>

const TYPES: Readonly<Record<string, string>> = {
  string: 'a string',
  number: 'a number',
  boolean: 'true or false',
  Array: 'a list',
  Object: 'an object',
  integer: 'a whole number',
}

interface Words {
  /** The schema that refused the value: it knows the members that there are. */
  readonly schema?: v.GenericSchema | undefined
  /** What a member of the value is for the user, such as `setting`. */
  readonly member?: string | undefined
}

/**
 * @returns what is wrong, without a full stop, such as `rpId must be a string`. A message that the schema brings comes after the
 *   member's name. It shows no value: a value may be a secret.
 */
export function wordsOfIssue(issue: Issue, { schema, member = 'member' }: Words = {}): string {
  const place = v.getDotPath(issue)
  const key = lastKey(issue)
  if (key !== undefined && isUnknown(issue)) {
    const known = schema && membersAt(schema, (issue.path ?? []).slice(0, -1).map(keyOf))
    const names = known && known.length > 0 ? `; the ${member}s are ${known.join(', ')}` : ''
    return `there is no ${member} “${place ?? key}”${names}`
  }
  if (key !== undefined && isMissing(issue)) return `${place ?? key} is missing`
  const inner = issueOfUnion(issue)
  if (inner) return wordsOfIssue(withPathOf(issue, inner), { schema, member })
  const what = place ?? 'the value'
  if (!isWordedByLibrary(issue)) return place === null ? issue.message : `${what}: ${issue.message}`
  const choices = choicesOf(issue)
  if (choices.length > 0) return `${what} must be an object with ${choices.join(' or ')}`
  return `${what} must be ${neededBy(issue)}`
}

/** The issue of the one alternative that the value may have been meant for. */
function issueOfUnion({ type, issues }: Issue): Issue | undefined {
  if (type !== 'union') return undefined
  const inside = (issues ?? []).filter(
    (one) => one.path !== undefined && !isMissing(one) && !isUnknown(one),
  )
  return inside.length === 1 ? inside[0] : undefined
}

/** The members of which an alternative needs one. */
function choicesOf({ type, issues }: Issue): readonly string[] {
  if (type !== 'union') return []
  return Array.from(new Set((issues ?? []).filter(isMissing).flatMap((one) => lastKey(one) ?? [])))
}

/** The issues of an alternative name their place from the alternative on. */
function withPathOf({ path }: Pick<Issue, 'path'>, inner: Issue): Issue {
  const [first, ...rest] = [...(path ?? []), ...(inner.path ?? [])]
  return first ? { ...inner, path: [first, ...rest] } : inner
}

function neededBy({ type, expected, requirement }: Issue): string {
  const known = TYPES[type] ?? TYPES[expected ?? '']
  if (known !== undefined) return known
  if (type === 'min_value') return `at least ${String(requirement)}`
  if (type === 'max_value') return `at most ${String(requirement)}`
  if (type === 'min_length' || type === 'non_empty') return 'longer'
  if (type === 'max_length') return `shorter: at most ${String(requirement)}`
  const choices = /^\((.*)\)$/.exec(expected ?? '')?.[1]?.split(' | ')
  if (choices) return `one of ${choices.map((one) => TYPES[one] ?? one).join(', ')}`
  return expected ?? type.replaceAll('_', ' ')
}

function isUnknown({ kind, type, expected }: Issue): boolean {
  return kind === 'schema' && type === 'strict_object' && expected === 'never'
}

/** Whether an object lacks the member that the issue is about. */
export function isMissing(issue: Issue): boolean {
  const key = lastKey(issue)
  return (
    key !== undefined &&
    issue.kind === 'schema' &&
    issue.input === undefined &&
    issue.expected === JSON.stringify(key)
  )
}

function isWordedByLibrary({ message, received }: Issue): boolean {
  return message.startsWith('Invalid ') && message.endsWith(`eceived ${received}`)
}

function lastKey({ path }: Pick<Issue, 'path'>): string | undefined {
  const last = path?.at(-1)
  return last === undefined ? undefined : String(keyOf(last))
}

function keyOf({ key }: { readonly key?: unknown }): unknown {
  return key
}

/** The parts of a schema that lead to others. */
interface Parts {
  readonly entries?: Readonly<Record<string, v.GenericSchema>>
  readonly options?: readonly v.GenericSchema[]
  readonly wrapped?: v.GenericSchema
  readonly item?: v.GenericSchema
  readonly value?: v.GenericSchema
}

/** The names of the members that the object at this path may have. */
function membersAt(schema: v.GenericSchema, path: readonly unknown[]): readonly string[] {
  // Cast: each kind of schema has some of the parts, and only these are read.
  const { entries, options, wrapped, item, value } = schema as Parts
  if (wrapped) return membersAt(wrapped, path)
  if (Array.isArray(options)) {
    const all = options.filter((one) => typeof one === 'object')
    return Array.from(new Set(all.flatMap((one: v.GenericSchema) => membersAt(one, path))))
  }
  const [first, ...rest] = path
  if (entries && first === undefined) return Object.keys(entries)
  const next = entries ? entries[String(first)] : (item ?? value)
  return next && first !== undefined ? membersAt(next, rest) : []
}
