/** How long texts are remembered after their last use. The parts of a long list arrive within this time. */
const KNOWN_MS = 10_000

const EMPTY: readonly never[] = []

type Members = Record<string, unknown>

const known = new Map<string, string>()
/** The last object of each name, such as the provider of a passkey, which is the same for many passkeys. */
const lastOf = new Map<string, Members>()
let timer: ReturnType<typeof setTimeout> | undefined

/**
 * Lets values share equal texts and equal objects, to save memory. Ten thousand passkeys and entries repeat sites, names and
 * reasons, and each message of the main process contains copies of its own.
 *
 * @param values changed in place: equal texts become the same text, and an object that equals that of the value before
 * becomes the same object.
 * @returns the same values.
 */
export function withSharedTexts<T extends object>(values: readonly T[]): readonly T[] {
  for (const value of values) shareMembers(value as Members)
  clearTimeout(timer)
  timer = setTimeout(() => {
    known.clear()
    lastOf.clear()
  }, KNOWN_MS)
  return values
}

function shareMembers(value: Members): void {
  for (const name in value) {
    const member = value[name]
    if (typeof member === 'string') value[name] = shared(member)
    else if (Array.isArray(member)) {
      if (member.length === 0) value[name] = EMPTY
      else shareMembers(member as unknown as Members)
    } else if (typeof member === 'object' && member !== null)
      value[name] = sharedObject(name, member as Members)
  }
}

function shared(text: string): string {
  const earlier = known.get(text)
  if (earlier === undefined) known.set(text, text)
  return earlier ?? text
}

function sharedObject(name: string, object: Members): Members {
  shareMembers(object)
  const last = lastOf.get(name)
  if (last !== undefined && isEqual(last, object)) return last
  lastOf.set(name, object)
  return object
}

/** Objects that hold other objects are equal only if they share these. */
function isEqual(one: Members, other: Members): boolean {
  const names = Object.keys(one)
  return (
    names.length === Object.keys(other).length &&
    names.every((name) => Object.hasOwn(other, name) && Object.is(one[name], other[name]))
  )
}
