import type { Hint } from '../../shared/consent'

const words: Readonly<Record<Hint, string>> = {
  'security-key': 'a security key',
  'client-device': 'this device',
  hybrid: 'a phone',
}

/** The hints of a page as a sentence, the first choice first; null without hints. */
export function hintSentence(hints: readonly Hint[]): string | null {
  const named = hints.map((hint) => words[hint])
  return named.length === 0 ? null : `The page prefers ${named.join(', then ')}.`
}
