/** The changes that a sync overrides: two devices changed the same passkey before they exchanged the changes. */
import { encodeBase64Url } from '../../../shared/base64url'
import type { OverriddenChange, SyncedField } from '../../../shared/device'
import { isSameAccount, type Known, type Replica } from './replica'
import { SYNCED_VALUES, unlikeFields } from './synced-values'
import { isKept, laterFields, lastChange, newVersions, type Versions } from './versions'

/** The two sides of a sync, and the versions that both knew after the previous sync. */
interface Sides {
  readonly device: Replica
  readonly account: Replica
  readonly before: ReadonlyMap<string, Versions>
}

const NEVER = newVersions(0)

/**
 * Compares both sides before changes are carried over.
 *
 * @param without the values that do not sync.
 */
export function overriddenBySync(
  { device, account, before }: Sides,
  without: readonly SyncedField[],
): OverriddenChange[] {
  const both = device.ids().flatMap((id) => {
    const [mine, theirs] = [device.find(id), account.find(id)]
    return mine && theirs ? [{ mine, theirs, before: before.get(id) ?? NEVER }] : []
  })
  return [
    ...both.flatMap((change) => [
      ...fieldsOverridden(change, without),
      ...deletionOverridden(change),
    ]),
    ...replacedPasskeys({ device, account, before }),
  ]
}

interface ChangedOnBoth {
  readonly mine: Known
  readonly theirs: Known
  readonly before: Versions
}

/** Fields that were set on both sides. */
function fieldsOverridden(
  { mine, theirs, before }: ChangedOnBoth,
  without: readonly SyncedField[],
): OverriddenChange[] {
  if (!isKept(mine.versions) || !isKept(theirs.versions)) return []
  const changedByBoth = laterFields(before, mine.versions).filter(
    (field) => theirs.versions.fields[field] > before.fields[field] && !without.includes(field),
  )
  return unlikeFields(mine, theirs)
    .filter((field) => changedByBoth.includes(field) && isSeen(field, mine, theirs))
    .map((field) => {
      const isMineLater = mine.versions.fields[field] > theirs.versions.fields[field]
      return overridden(isMineLater ? theirs : mine, {
        of: isMineLater ? 'another-device' : 'this-device',
        what: field,
        by: 'later-change',
      })
    })
}

/** Whether a change is lost. Two signals may set the same name, and then none is. */
function isSeen(field: SyncedField, mine: Known, theirs: Known): boolean {
  // A displaced passkey sends no blob.
  if (field === 'largeBlob') return !mine.displaced
  const { show } = SYNCED_VALUES[field]
  return show(mine.passkey) !== show(theirs.passkey)
}

/** Deleted on one side and changed on the other: the later action wins. */
function deletionOverridden({ mine, theirs, before }: ChangedOnBoth): OverriddenChange[] {
  const isMineKept = isKept(mine.versions)
  if (isMineKept === isKept(theirs.versions)) return []
  const [keeper, deleter] = isMineKept ? [mine, theirs] : [theirs, mine]
  if (deleter.versions.trashed <= before.trashed) return []
  const changed = laterFields(before, keeper.versions).filter((field) => field !== 'signCount')
  const isDeletionLater = deleter.versions.trashed > lastChange(keeper.versions)
  const of = isMineKept === isDeletionLater ? 'this-device' : 'another-device'
  if (isDeletionLater)
    return changed.map((what) => overridden(keeper, { of, what, by: 'deletion' }))
  return [overridden(deleter, { of, what: 'deleted', by: 'later-change' })]
}

/**
 * New passkeys of one account on both sides: the account keeps the newest. A device-bound passkey gives way only to a newer
 * one, because the account never receives it.
 */
function replacedPasskeys({ device, account, before }: Sides): OverriddenChange[] {
  const isNew = (known: Known) => known.versions.kept > (before.get(idOf(known))?.kept ?? 0)
  const mine = device.kept().filter((known) => isNew(known) && !account.find(idOf(known)))
  const theirs = account.kept().filter(isNew)
  const meets = (one: Known, other: Known) =>
    one.passkey.backupEligible ? !device.find(idOf(other)) : other.versions.kept > one.versions.kept
  return mine.flatMap((one) =>
    theirs
      .filter((other) => isRival(one, other) && meets(one, other))
      .map((other) => {
        const isMineLater = one.versions.kept > other.versions.kept
        return overridden(isMineLater ? other : one, {
          of: isMineLater ? 'another-device' : 'this-device',
          what: 'added',
          by: 'newer-passkey',
        })
      }),
  )
}

function isRival({ passkey: one }: Known, { passkey: other }: Known): boolean {
  return one.discoverable && other.discoverable && isSameAccount(one, other)
}

function overridden(
  known: Known,
  how: Pick<OverriddenChange, 'of' | 'what' | 'by'>,
): OverriddenChange {
  const { what } = how
  const isWhole = what === 'added' || what === 'deleted'
  const lost = isWhole ? null : SYNCED_VALUES[what].show(known.passkey)
  return { passkeyId: idOf(known), ...how, lost }
}

function idOf({ passkey }: Known): string {
  return encodeBase64Url(passkey.credentialId)
}
