/**
 * Undoes the user's own edits, as pure functions that follow the rule of `undo-rule.ts`. When one refuses, it names the newer
 * change in a sentence.
 */
import { cutText } from '../../shared/cut-name'
import type { Hidden, Names } from '../../shared/passkey'
import { splitByRule, stillStands } from '../../shared/undo-rule'
import type { Passkey } from '../webauthn/authenticator/ports'
import { NewerChangeError } from './errors'
import type { PasskeyFields } from './stored-passkey'
import { hiddenByUser, renamed, shownByUser } from './user-edits'

/** UTF-16 code units of a name in a sentence. */
const LONGEST_NAME = 80
const FIELDS = ['userDisplayName', 'userName'] as const

/** The page that sent a signal, by the id of its entry in the record; undefined when the entry is no longer kept. */
type OriginOf = (entryId: string) => string | undefined

export interface UndoneRename {
  /** The names to restore. An omitted name does not change. */
  readonly names: Partial<Names>
  /** The names that the edit left. A name that the edit did not change is omitted. */
  readonly expected: Names
  /** Milliseconds since the Unix epoch. */
  readonly at: number
}

/** @throws {NewerChangeError} when something newer has set a name that would change. */
export function renamedBack(
  passkey: Passkey,
  { names, expected, at }: UndoneRename,
  originOf: OriginOf,
): PasskeyFields | null {
  const fields = FIELDS.filter(
    (field) => names[field] !== undefined && names[field] !== expected[field],
  )
  const { standing, newer } = splitByRule(fields, (field) =>
    stillStands(
      { setBy: null, value: expected[field] },
      { setBy: passkey.setBy[field], value: passkey[field] },
    ),
  )
  const [first] = newer
  if (first) throw new NewerChangeError(newerName(passkey, first, originOf))
  const back = Object.fromEntries(standing.map((field) => [field, names[field]]))
  return renamed(passkey, back, at)
}

/** @throws {NewerChangeError} when something newer than the user's hiding has hidden or shown the passkey. */
export function shownBack(passkey: Passkey, originOf: OriginOf): PasskeyFields | null {
  requireVisibility(passkey, 'hidden', originOf)
  return shownByUser(passkey)
}

/** @throws {NewerChangeError} when something newer than the user's showing has hidden or shown the passkey. */
export function hiddenBack(
  passkey: Passkey,
  hidden: Hidden,
  originOf: OriginOf,
): PasskeyFields | null {
  requireVisibility(passkey, 'shown', originOf)
  return hiddenByUser(passkey, hidden)
}

/**
 * @param trashed the trashed passkey with the id of the passkey that the user deleted.
 * @throws {NewerChangeError} when something newer than the user's deletion moved it to the trash.
 */
export function requireDeletedByUser(trashed: {
  readonly by?: string
  readonly because: string
}): void {
  const found = { setBy: trashed.by ?? null, value: true }
  if (!stillStands({ setBy: null }, found))
    throw new NewerChangeError(`It has since been deleted again: ${clause(trashed.because)}.`)
}

function requireVisibility(
  { hidden, setBy }: Passkey,
  expected: 'hidden' | 'shown',
  originOf: OriginOf,
): void {
  const found = { setBy: setBy.hidden, value: hidden ? 'hidden' : 'shown' }
  if (stillStands({ setBy: null, value: expected }, found)) return
  throw new NewerChangeError(
    hidden
      ? `It has since been hidden: ${clause(hidden.because)}.`
      : `${pageOf(setBy.hidden, originOf)} has since shown it again.`,
  )
}

function newerName(passkey: Passkey, field: (typeof FIELDS)[number], originOf: OriginOf): string {
  const name = `“${cutText(passkey[field], LONGEST_NAME)}”`
  const setBy = passkey.setBy[field]
  const [latest] = passkey.renames
  if (setBy !== null && latest?.entryId === setBy && latest.origin !== null)
    return `${latest.origin} has since changed the name to ${name}.`
  if (setBy !== null) return `${originOf(setBy) ?? 'A page'} has since changed the name to ${name}.`
  return latest?.by === 'undo'
    ? `The name ${name} has since come back, because a signal was undone.`
    : `It has since been renamed to ${name}.`
}

function pageOf(entryId: string | null, originOf: OriginOf): string {
  return (entryId === null ? undefined : originOf(entryId)) ?? 'A newer change'
}

function clause(text: string): string {
  return text.replace(/\.$/, '')
}
