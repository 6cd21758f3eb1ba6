/** What a verdict writes, how it is undone, and its text in the record. */
import { encodeBase64Url } from '../../shared/base64url'
import type { LeftPasskey, PasskeyChange } from '../../shared/activity'
import type { Names } from '../../shared/passkey'
import { withRename } from '../../shared/rename-trail'
import type { Passkey } from '../webauthn/authenticator/ports'
import { namesOf, sameNames } from './names'
import type { SignalledFields, StoreChange, UndonePasskey } from './ports'
import type { ChangingVerdict } from './verdict'

/** The signal that is carried out. */
export interface Occasion {
  readonly entryId: string
  /** The page that signalled. */
  readonly origin: string
  /** Milliseconds since the Unix epoch. */
  readonly now: number
}

export function writeOf(verdict: ChangingVerdict, occasion: Occasion): StoreChange {
  const passkeyId = verdict.passkey.credentialId
  switch (verdict.what) {
    case 'renamed':
      return { passkeyId, set: newNames(verdict, occasion) }
    case 'hidden':
      return {
        passkeyId,
        set: visibility(verdict, occasion, {
          at: occasion.now,
          because: verdict.because,
          by: 'page',
        }),
      }
    case 'shown':
      return { passkeyId, set: visibility(verdict, occasion, null) }
    case 'deleted':
      return { passkeyId, trash: { because: verdict.because, by: occasion.entryId } }
  }
}

function newNames(
  { passkey, fields, after }: Extract<ChangingVerdict, { what: 'renamed' }>,
  { entryId, origin, now: at }: Occasion,
): Partial<SignalledFields> {
  const before = namesOf(passkey)
  const each = <T>(value: (field: (typeof fields)[number]) => T) =>
    Object.fromEntries(fields.map((field) => [field, value(field)]))
  return {
    ...each((field) => after[field]),
    edited: { ...passkey.edited, ...each(() => null) },
    setBy: { ...passkey.setBy, ...each(() => entryId) },
    ...(!sameNames(before, after) && {
      renames: withRename(passkey.renames, { at, by: 'page', origin, entryId, before, after }),
    }),
  }
}

function visibility(
  { passkey }: ChangingVerdict,
  { entryId }: Occasion,
  hidden: Passkey['hidden'],
): Partial<SignalledFields> {
  return { hidden, setBy: { ...passkey.setBy, hidden: entryId } }
}

/** The fields that the verdict sets, as they were. */
export function undoOf(verdict: ChangingVerdict): UndonePasskey {
  const { passkey } = verdict
  const { credentialId: passkeyId, edited, hidden, setBy } = passkey
  switch (verdict.what) {
    case 'renamed': {
      const names = Object.fromEntries(verdict.fields.map((field) => [field, passkey[field]]))
      return { passkeyId, before: { ...names, edited, setBy } }
    }
    case 'hidden':
    case 'shown':
      return { passkeyId, before: { hidden, setBy } }
    case 'deleted':
      return { passkeyId, deleted: true }
  }
}

export function changeOf(verdict: ChangingVerdict): PasskeyChange {
  const { what, passkey } = verdict
  const passkeyId = encodeBase64Url(passkey.credentialId)
  const names = namesOf(passkey)
  return what === 'renamed'
    ? { what, passkeyId, before: names, after: verdict.after }
    : { what, passkeyId, names }
}

export function leftOf(
  passkey: Names & Pick<Passkey, 'credentialId'>,
  because: string,
): LeftPasskey {
  return { passkeyId: encodeBase64Url(passkey.credentialId), names: namesOf(passkey), because }
}
