import type { Hint } from '../../shared/consent'

const words: Readonly<Record<Hint, string>> = {
  'security-key': 'a security key',
  'client-device': 'this device',
  hybrid: 'a phone',
}

/** What the page thinks will be used, most likely first, as a sentence; null when it said nothing. */
export function hintSentence(hints: readonly Hint[]): string | null {
  const named = hints.map((hint) => words[hint])
  return named.length === 0 ? null : `The page expects ${named.join(', or else ')}.`
}
