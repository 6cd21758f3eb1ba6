/** Copies changes of passkeys from one replica to another. */
import { encodeBase64Url } from '../../../shared/base64url'
import type { CarriedPasskey, SyncedField } from '../../../shared/device'
import type { CarriedChange } from '../../vault/carried-changes'
import type { ExtensionSecrets, Passkey } from '../../webauthn/authenticator/ports'
import { isHere, type Known, type Replica } from './replica'
import { takeValues, unlikeFields } from './synced-values'
import { isKept, lastChange, laterFields, mergedVersions, type Versions } from './versions'

const REPLACED = 'A newer passkey of this account replaced it.'

/** The new state of one passkey of the receiving replica. */
interface Arrival {
  readonly before: Known | undefined
  /** The passkey in the sending replica; undefined for a passkey that only gives way to another. */
  readonly source: Known | undefined
  readonly after: Known
}

export interface CarryOptions {
  /** The values that do not sync. */
  readonly without: readonly SyncedField[]
}

/**
 * Updates the receiving replica from the sending one, in one write of its vault.
 *
 * @returns what was carried over.
 */
export async function carry(
  from: Replica,
  to: Replica,
  options: CarryOptions,
): Promise<readonly CarriedPasskey[]> {
  let carried: readonly CarriedPasskey[] = []
  if (waiting(from, to, options).length === 0) return carried
  await to.passkeys.takeOver(() => {
    const arrivals = arrivalsAt(to, from, options)
    return {
      changes: changesOf(arrivals, from, to),
      taken: () => {
        for (const [id, { after }] of arrivals) to.know(id, after)
        carried = [...arrivals].map(carriedOf).filter(({ what }) => what.length > 0)
      },
    }
  })
  return carried
}

/** The ids of the passkeys with changes to carry over. */
export function waiting(from: Replica, to: Replica, options: CarryOptions): readonly string[] {
  const bound = deviceBoundOf(to)
  return from.ids().filter((id) => {
    const [source, before] = [from.find(id), to.find(id)]
    if (!source || !maySync(source) || (before && !maySync(before))) return false
    const fields = before ? fieldsToTake(source, before, options) : []
    const after = before
      ? mergedVersions(before.versions, source.versions, fields)
      : source.versions
    const comes = isKept(after) && !wasKept({ before })
    if (comes && (!canCome(source, to) || isKeptAway(source.passkey, after, bound))) return false
    if (!before) return comes
    return (
      comes ||
      source.versions.kept > before.versions.kept ||
      source.versions.trashed > before.versions.trashed ||
      (fields.length > 0 && isKept(after))
    )
  })
}

/** A displaced passkey can no longer be copied. It can only be restored from the receiver's own trash. */
function canCome(source: Known, to: Replica): boolean {
  return isHere(source) || to.passkeys.findTrashed(source.passkey.credentialId) !== undefined
}

/** Maps each account with a discoverable device-bound passkey to the time that it was made. */
function deviceBoundOf(to: Replica): ReadonlyMap<string, number> {
  const bound = to.kept().filter((known) => known.passkey.discoverable && !maySync(known))
  return new Map(bound.map(({ passkey, versions }) => [accountOf(passkey), versions.kept]))
}

/**
 * Whether the passkey would give way to a device-bound one at once. Then it is not carried over. The other devices never get
 * the device-bound passkey, so they keep this one.
 */
function isKeptAway(
  passkey: Passkey,
  { kept }: Versions,
  bound: ReadonlyMap<string, number>,
): boolean {
  return passkey.discoverable && bound.size > 0 && (bound.get(accountOf(passkey)) ?? 0) > kept
}

/**
 * The fields with a later value in the source that can be carried over. The contents of a blob come only from a kept passkey,
 * because a vault does not open passkeys in the trash.
 */
function fieldsToTake(source: Known, before: Known, { without }: CarryOptions): SyncedField[] {
  return laterFields(before.versions, source.versions).filter(
    (field) => !without.includes(field) && (field !== 'largeBlob' || isHere(source)),
  )
}

/** A device-bound passkey stays on its device. */
function maySync({ passkey }: Known): boolean {
  return passkey.backupEligible
}

function arrivalsAt(to: Replica, from: Replica, options: CarryOptions): Map<string, Arrival> {
  const arrivals = new Map<string, Arrival>()
  for (const id of waiting(from, to, options)) {
    const [source, before] = [from.find(id), to.find(id)]
    if (!source) continue
    const how = { ...options, isGone: before !== undefined && isGoneAt(to, before) }
    arrivals.set(id, arrivalOf(source, before, how))
  }
  giveWay(arrivals, to)
  return arrivals
}

/** Whether the receiver has lost the passkey, because it was deleted permanently. */
function isGoneAt(to: Replica, before: Known): boolean {
  return !isHere(before) && to.passkeys.findTrashed(before.passkey.credentialId) === undefined
}

function arrivalOf(
  source: Known,
  before: Known | undefined,
  { isGone, ...options }: CarryOptions & { readonly isGone: boolean },
): Arrival {
  if (!before) return { before, source, after: source }
  const later = fieldsToTake(source, before, options)
  // The receiver's contents are gone, so even an earlier blob is better.
  const fields = isGone ? [...new Set([...later, 'largeBlob' as const])] : later
  const versions = mergedVersions(before.versions, source.versions, fields)
  if (!isKept(versions)) return { before, source, after: deleted(before, versions) }
  const { extensions } = (isGone ? source : before).passkey
  const after = {
    passkey: {
      ...before.passkey,
      ...takeValues(before.passkey, source.passkey, fields),
      extensions,
    },
    blob: fields.includes('largeBlob') ? source.blob : before.blob,
    versions,
    displaced: false,
  }
  return { before, source, after }
}

/** A deleted passkey keeps its values, as in the trash, so that it can be restored unchanged. */
function deleted(known: Known, { kept, trashed, because }: Omit<Versions, 'fields'>): Known {
  return {
    ...known,
    versions: { ...known.versions, kept, trashed, because },
    displaced: false,
  }
}

/** An account has one discoverable passkey: the one that was made or restored last. */
function giveWay(arrivals: Map<string, Arrival>, to: Replica): void {
  for (const rivals of rivalsOf(arrivals, to)) {
    const [winner, ...losers] = rivals.sort((a, b) => madeAt(b) - madeAt(a))
    for (const { before, source, after } of losers) {
      const trashed = Math.max(winner ? madeAt(winner) : 0, lastChange(after.versions))
      const versions = { kept: after.versions.kept, trashed, because: REPLACED }
      arrivals.set(idOf(after), { before, source, after: deleted(before ?? after, versions) })
    }
  }
}

/** The discoverable passkeys of each account that would have several. */
function rivalsOf(arrivals: ReadonlyMap<string, Arrival>, to: Replica): Arrival[][] {
  const staying = to.kept().filter((known) => !arrivals.has(idOf(known)))
  const all = [
    ...arrivals.values(),
    ...staying.map((known): Arrival => ({ before: known, source: undefined, after: known })),
  ]
  const accounts = new Map<string, Arrival[]>()
  for (const one of all) {
    const { passkey, versions } = one.after
    if (!isKept(versions) || !passkey.discoverable) continue
    const account = accountOf(passkey)
    accounts.set(account, [...(accounts.get(account) ?? []), one])
  }
  return [...accounts.values()].filter(({ length }) => length > 1)
}

/** Deletions come first, because they may make room for new passkeys. */
function changesOf(
  arrivals: ReadonlyMap<string, Arrival>,
  from: Replica,
  to: Replica,
): CarriedChange[] {
  const deletions: CarriedChange[] = []
  const others: { readonly order: number; readonly change: CarriedChange }[] = []
  for (const arrival of arrivals.values()) {
    const { passkey, versions } = arrival.after
    const { credentialId: passkeyId } = passkey
    if (isKept(versions)) {
      const order = from.passkeys.orderOf(passkeyId) ?? 0
      others.push({ order, change: arrivingChange(arrival, { from, to, order }) })
    } else if (wasKept(arrival)) deletions.push({ passkeyId, trash: versions.because })
  }
  // In the order in which the passkeys were made.
  const inOrder = others.sort((a, b) => a.order - b.order).map(({ change }) => change)
  return [...deletions, ...inOrder]
}

interface Way {
  readonly from: Replica
  readonly to: Replica
  readonly order: number
}

function arrivingChange(arrival: Arrival, { from, to, order }: Way): CarriedChange {
  const { before, after } = arrival
  const { passkey } = after
  const { credentialId: passkeyId } = passkey
  const restore = !wasKept(arrival) && to.passkeys.findTrashed(passkeyId) !== undefined
  if (!restore && !wasKept(arrival)) {
    const privateKey = from.passkeys.privateKey(passkeyId)
    const secrets = from.passkeys.withExtensionSecrets(passkeyId, copied)
    return { copy: { passkey, privateKey, secrets }, order }
  }
  const { userName, userDisplayName, edited, renames, hidden, setBy, signCount } = passkey
  return {
    passkeyId,
    restore,
    set: { userName, userDisplayName, edited, renames, hidden, setBy, signCount },
    largeBlob:
      before?.blob === after.blob
        ? undefined
        : from.passkeys.withExtensionSecrets(passkeyId, copied).largeBlob,
  }
}

/** A copy, because the vault overwrites the original. */
function copied({ credBlob, largeBlob, prf }: ExtensionSecrets): ExtensionSecrets {
  return {
    ...(credBlob && { credBlob: credBlob.slice() }),
    ...(largeBlob && { largeBlob: largeBlob.slice() }),
    ...(prf && {
      prf: { verified: prf.verified.slice(), unverified: prf.unverified.slice() },
    }),
  }
}

function carriedOf([passkeyId, arrival]: readonly [string, Arrival]): CarriedPasskey {
  const { before, after } = arrival
  const isThere = isKept(after.versions)
  if (isThere !== wasKept(arrival)) return { passkeyId, what: [isThere ? 'added' : 'deleted'] }
  if (!isThere || !before) return { passkeyId, what: [] }
  return { passkeyId, what: unlikeFields(before, after) }
}

function wasKept({ before }: Pick<Arrival, 'before'>): boolean {
  return before !== undefined && isHere(before)
}

function madeAt({ after }: Arrival): number {
  return after.versions.kept
}

function accountOf({ rpId, userHandle }: Passkey): string {
  return `${rpId} ${encodeBase64Url(userHandle)}`
}

function idOf({ passkey }: Known): string {
  return encodeBase64Url(passkey.credentialId)
}
