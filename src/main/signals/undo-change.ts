/**
 * Restores what a signal set on one passkey, unless something newer has set it. `setBy` holds the id of the signal that last
 * set a field, or null when the user has set it since.
 */
import type { PasskeyChange } from '../../shared/activity'
import { encodeBase64Url } from '../../shared/base64url'
import { splitByRule, stillStands } from '../../shared/undo-rule'
import { withRename } from '../../shared/rename-trail'
import type { Passkey } from '../webauthn/authenticator/ports'
import { leftOf } from './carry-out'
import { fieldsText, NAME_FIELDS, namesOf, sameNames } from './names'
import type { SignalledFields } from './ports'
import type { NameField } from './verdict'
import type { Undoing, UndoStep } from './undo-step'

type Before = Partial<SignalledFields>

export function undoChange(passkey: Passkey, before: Before, undoing: Undoing): UndoStep {
  return before.hidden === undefined
    ? putNamesBack(passkey, before, undoing)
    : putVisibilityBack(passkey, before, before.hidden, undoing)
}

/** Restores each name separately. */
function putNamesBack(passkey: Passkey, before: Before, undoing: Undoing): UndoStep {
  const set = NAME_FIELDS.filter((field) => before[field] !== undefined)
  const { standing: ours, newer } = splitByRule(set, (field) =>
    stillStands({ setBy: undoing.entryId }, { setBy: passkey.setBy[field], value: passkey[field] }),
  )
  const stays = newer.length === 0 ? null : `a newer change replaced ${fieldsText(newer)}`
  if (ours.length === 0) return { left: leftOf(passkey, stays ?? 'there are no names to put back') }
  const names = { ...namesOf(passkey), ...of(ours, before) }
  const { now: at, note } = undoing
  const rename = {
    at,
    by: 'undo',
    origin: note.origin,
    entryId: null,
    before: namesOf(passkey),
    after: names,
  } as const
  return {
    write: {
      passkeyId: passkey.credentialId,
      set: {
        ...of(ours, before),
        edited: { ...passkey.edited, ...of(ours, before.edited) },
        setBy: { ...passkey.setBy, ...of(ours, before.setBy) },
        ...(!sameNames(passkey, names) && { renames: withRename(passkey.renames, rename) }),
      },
    },
    change: {
      what: 'renamed',
      passkeyId: encodeBase64Url(passkey.credentialId),
      before: namesOf(passkey),
      after: names,
    },
    stays,
  }
}

function putVisibilityBack(
  passkey: Passkey,
  { setBy }: Before,
  hidden: Passkey['hidden'],
  { entryId }: Undoing,
): UndoStep {
  if (!stillStands({ setBy: entryId }, { setBy: passkey.setBy.hidden, value: passkey.hidden }))
    return { left: leftOf(passkey, `a newer change ${passkey.hidden ? 'hid' : 'showed'} it`) }
  const change: PasskeyChange = {
    what: hidden ? 'hidden' : 'shown',
    passkeyId: encodeBase64Url(passkey.credentialId),
    names: namesOf(passkey),
  }
  return {
    write: {
      passkeyId: passkey.credentialId,
      set: { hidden, setBy: { ...passkey.setBy, hidden: setBy?.hidden ?? null } },
    },
    change,
    stays: null,
  }
}

/** Only these fields of the passkey. */
function of<T>(
  fields: readonly NameField[],
  values: { readonly userName?: T; readonly userDisplayName?: T } = {},
): { userName?: T; userDisplayName?: T } {
  return Object.fromEntries(fields.map((field) => [field, values[field]]))
}
