/** How long texts are known after their last use. Long lists come within this time. */
const KNOWN_MS = 10_000

const EMPTY: readonly never[] = []

const known = new Map<string, string>()
let timer: ReturnType<typeof setTimeout> | undefined

/**
 * Lets values share equal texts: ten thousand passkeys and entries repeat sites, names and reasons, and each message of the main
 * process brings copies of its own.
 *
 * @param values changed in place: they hold equal texts afterwards.
 * @returns the same values.
 */
export function withSharedTexts<T extends object>(values: readonly T[]): readonly T[] {
  for (const value of values) shareMembers(value as Record<string, unknown>)
  clearTimeout(timer)
  timer = setTimeout(() => known.clear(), KNOWN_MS)
  return values
}

function shareMembers(value: Record<string, unknown>): void {
  for (const name in value) {
    const member = value[name]
    if (typeof member === 'string') value[name] = shared(member)
    else if (Array.isArray(member) && member.length === 0) value[name] = EMPTY
    else if (typeof member === 'object' && member !== null)
      shareMembers(member as Record<string, unknown>)
  }
}

function shared(text: string): string {
  const earlier = known.get(text)
  if (earlier === undefined) known.set(text, text)
  return earlier ?? text
}
