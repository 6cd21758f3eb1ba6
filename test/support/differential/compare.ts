/** One field in which two descriptions differ. */
export interface Difference {
  /** Names from the outside in, such as `value.members.rawId.value.content`; empty for the whole. */
  readonly path: string
  readonly native: string
  readonly latchkey: string
}

/** Every field, at the deepest place where the two are not equal. Texts for people are not compared. */
export function differences(native: unknown, latchkey: unknown): Difference[] {
  return [...differ([], native, latchkey)]
}

function* differ(
  path: readonly string[],
  native: unknown,
  latchkey: unknown,
): Generator<Difference> {
  if (path.at(-1) === 'message') return
  const [theirs, ours] = [summaryOf(native), summaryOf(latchkey)]
  if (isTree(native) && isTree(latchkey) && kindOf(native) === kindOf(latchkey)) {
    for (const key of new Set([...Object.keys(native), ...Object.keys(latchkey)]))
      yield* differ([...path, key], native[key], latchkey[key])
  } else if (theirs !== ours) yield { path: path.join('.'), native: theirs, latchkey: ours }
}

type Tree = Readonly<Record<string, unknown>>

function isTree(value: unknown): value is Tree {
  return typeof value === 'object' && value !== null
}

/** Two values of one kind are compared member by member. Values of different kinds are one difference. */
function kindOf(value: Tree): string {
  if (Array.isArray(value)) return 'array'
  return JSON.stringify(value.ended ?? value.error ?? 'object')
}

/** A value in one line. For a call, how it ended without its value. */
function summaryOf(value: unknown): string {
  if (isTree(value)) {
    if (typeof value.ended === 'string') return `${value.ended} ${summaryOf(value.with)}`
    if (typeof value.error === 'string') return value.error
    if (typeof value.class === 'string') return value.class
  }
  if (value === undefined) return 'undefined'
  return typeof value === 'string' ? value : JSON.stringify(value)
}
