/** The writes of a verdict, their undo, and their text in the record. */
import { encodeBase64Url } from '../../shared/base64url'
import type { LeftPasskey, PasskeyChange } from '../../shared/activity'
import type { Names } from '../../shared/passkey'
import { withRename } from '../../shared/rename-trail'
import type { Steps } from '../platform/slices'
import type { Passkey } from '../webauthn/authenticator/ports'
import { isAlike, likeness, type Alike } from './likeness'
import { namesOf, sameNames } from './names'
import type { SignalledFields, StoreChange, UndonePasskey } from './ports'
import type { ChangingVerdict } from './verdict'

/** The signal being applied. */
export interface Occasion {
  readonly entryId: string
  /** The page that signalled. */
  readonly origin: string
  /** Milliseconds since the Unix epoch. */
  readonly now: number
}

type WithoutId<T> = T extends unknown ? Omit<T, 'passkeyId'> : never

interface Effect extends Alike {
  readonly write: WithoutId<StoreChange>
  readonly undo: WithoutId<UndonePasskey>
}

/** The combined result of verdicts. */
interface CarriedOut {
  readonly writes: readonly StoreChange[]
  readonly undone: readonly UndonePasskey[]
  /** The verdicts, grouped by the same effect. */
  readonly alike: readonly Alike[]
}

/**
 * The writes, and how to undo them. Passkeys with the same effect share the values of both, because a signal may change
 * thousands of them.
 */
export function* carryOut(
  verdicts: readonly ChangingVerdict[],
  occasion: Occasion,
): Steps<CarriedOut> {
  const effects = new Map<string, Effect>()
  const writes: StoreChange[] = []
  const undone: UndonePasskey[] = []
  let last: Effect | undefined
  for (const verdict of verdicts) {
    if (!last || !isAlike(verdict, last.verdict)) {
      const key = likeness(verdict)
      last = effects.get(key) ?? effectOf(verdict, occasion)
      effects.set(key, last)
    }
    last.size++
    const passkeyId = verdict.passkey.credentialId
    writes.push({ passkeyId, ...last.write })
    undone.push({ passkeyId, ...last.undo })
    yield
  }
  return { writes, undone, alike: [...effects.values()] }
}

function effectOf(verdict: ChangingVerdict, occasion: Occasion): Effect {
  return { verdict, size: 0, write: writeOf(verdict, occasion), undo: undoOf(verdict) }
}

function writeOf(verdict: ChangingVerdict, occasion: Occasion): WithoutId<StoreChange> {
  switch (verdict.what) {
    case 'renamed':
      return { set: newNames(verdict, occasion) }
    case 'hidden':
      return {
        set: visibility(verdict, occasion, {
          at: occasion.now,
          because: verdict.because,
          by: 'page',
        }),
      }
    case 'shown':
      return { set: visibility(verdict, occasion, null) }
    case 'deleted':
      return { trash: { because: verdict.because, by: occasion.entryId } }
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

/** The earlier values of the fields that the verdict sets. */
function undoOf(verdict: ChangingVerdict): WithoutId<UndonePasskey> {
  const { passkey } = verdict
  const { edited, hidden, setBy } = passkey
  switch (verdict.what) {
    case 'renamed': {
      const names = Object.fromEntries(verdict.fields.map((field) => [field, passkey[field]]))
      return { before: { ...names, edited, setBy } }
    }
    case 'hidden':
    case 'shown':
      return { before: { hidden, setBy } }
    case 'deleted':
      return { deleted: true }
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
