/** Describes what happened to the passkeys A and B, in the words of the tables in docs/signals.md. */
import type { Passkey } from '../../src/main/webauthn/authenticator/ports'
import type { MemoryPasskeys } from './passkeys'

export const IDS = { A: Uint8Array.of(1), B: Uint8Array.of(2) }

export type Label = keyof typeof IDS

/** @returns an empty text when the passkeys did not change. */
export function whatHappened(before: readonly Passkey[], store: MemoryPasskeys): string {
  return (['A', 'B'] as const)
    .map((letter) => {
      const was = before.find(({ credentialId }) => credentialId === IDS[letter])
      const is = store.find(IDS[letter])
      if (!was) return is ? `${letter} restored from the trash` : ''
      if (!is) return store.findTrashed(IDS[letter]) ? `${letter} to the trash` : `${letter} lost`
      const visibility = visibilityChange(was, is)
      return visibility ? `${letter} ${visibility}` : naming(letter, was, is)
    })
    .filter((part) => part !== '')
    .join('; ')
}

function visibilityChange(was: Passkey, is: Passkey): string {
  if (is.hidden && !was.hidden) return 'hidden'
  return was.hidden && !is.hidden ? 'shown again' : ''
}

const FIELDS = [
  ['userDisplayName', 'name'],
  ['userName', 'user name'],
] as const

function naming(letter: Label, was: Passkey, is: Passkey): string {
  const changed = FIELDS.filter(([field]) => was[field] !== is[field])
  const freed = FIELDS.filter(
    ([field]) =>
      was[field] === is[field] && was.edited[field] !== null && is.edited[field] === null,
  )
  if (changed.some(([field]) => is.edited[field] !== null)) return `${letter}: still edited`
  const words = [
    ...(changed.length === 2 ? ['both names'] : changed.map(([, word]) => word)),
    ...freed.map(([, word]) => `${word} follows the site`),
    ...(is.hidden && changed.length > 0 ? ['still hidden'] : []),
  ]
  return words.length > 0 ? `${letter}: ${words.join(', ')}` : ''
}
