/** The values of a passkey that sync, each with its dependent data. */
import { createHash } from 'node:crypto'
import type { SyncedField } from '../../../shared/device'
import type { Rename } from '../../../shared/passkey'
import type { Passkeys } from '../../vault/passkeys'
import type { Passkey } from '../../webauthn/authenticator/ports'
import { SYNCED_FIELDS } from './versions'

/** A passkey, with a digest of its large blob. */
export interface SyncedPasskey {
  readonly passkey: Passkey
  /** A digest; null when the passkey has no room for a large blob. */
  readonly blob: string | null
}

type ValueFields = Pick<
  Passkey,
  'userName' | 'userDisplayName' | 'edited' | 'hidden' | 'setBy' | 'signCount'
>

interface SyncedValue {
  /** The value with all dependent data. Equal texts mean equal values. */
  readonly textOf: (synced: SyncedPasskey) => string
  /** The value as a test sees it. */
  readonly show: (passkey: Passkey) => string | number | boolean | null
  /** The passkey's fields with this value taken from another passkey. */
  readonly take: (fields: ValueFields, from: Passkey) => ValueFields
}

const name = (field: 'userName' | 'userDisplayName'): SyncedValue => ({
  textOf: ({ passkey: { edited, setBy, ...passkey } }) =>
    JSON.stringify([passkey[field], edited[field], setBy[field]]),
  show: (passkey) => passkey[field],
  take: (fields, from) => ({
    ...fields,
    [field]: from[field],
    edited: { ...fields.edited, [field]: from.edited[field] },
    setBy: { ...fields.setBy, [field]: from.setBy[field] },
  }),
})

export const SYNCED_VALUES: Readonly<Record<SyncedField, SyncedValue>> = {
  userName: name('userName'),
  userDisplayName: name('userDisplayName'),
  hidden: {
    textOf: ({ passkey: { hidden, setBy } }) =>
      JSON.stringify([hidden?.at, hidden?.because, hidden?.by, setBy.hidden]),
    show: ({ hidden }) => hidden !== null,
    take: (fields, { hidden, setBy }) => ({
      ...fields,
      hidden,
      setBy: { ...fields.setBy, hidden: setBy.hidden },
    }),
  },
  signCount: {
    textOf: ({ passkey: { signCount } }) => String(signCount),
    show: ({ signCount }) => signCount,
    take: (fields, { signCount }) => ({ ...fields, signCount }),
  },
  largeBlob: {
    textOf: ({ blob }) => String(blob),
    show: () => null,
    // The contents are sealed separately.
    take: (fields) => fields,
  },
}

/** Reads a kept passkey. */
export function readSynced(passkey: Passkey, passkeys: Passkeys): SyncedPasskey {
  if (passkey.extensions.largeBlobBytes === null) return { passkey, blob: null }
  const blob = passkeys.withExtensionSecrets(passkey.credentialId, ({ largeBlob = NO_BYTES }) =>
    createHash('sha256').update(largeBlob).digest('hex'),
  )
  return { passkey, blob }
}

const NO_BYTES = new Uint8Array()

/** The fields in which two states of a passkey differ. */
export function unlikeFields(one: SyncedPasskey, other: SyncedPasskey): SyncedField[] {
  return SYNCED_FIELDS.filter((field) => {
    const { textOf } = SYNCED_VALUES[field]
    return textOf(one) !== textOf(other)
  })
}

/** The fields of a passkey that a sync sets, with some values from another device's passkey. */
export function takeValues(
  passkey: Passkey,
  from: Passkey,
  fields: readonly SyncedField[],
): ValueFields & Pick<Passkey, 'renames'> {
  const { userName, userDisplayName, edited, hidden, setBy, signCount } = passkey
  const own: ValueFields = { userName, userDisplayName, edited, hidden, setBy, signCount }
  return {
    ...fields.reduce((taken, field) => SYNCED_VALUES[field].take(taken, from), own),
    renames: fields.some(isName) ? bothTrails(passkey.renames, from.renames) : passkey.renames,
  }
}

function isName(field: SyncedField): boolean {
  return field === 'userName' || field === 'userDisplayName'
}

const RENAMES_AT_MOST = 20

/** The names history of a device, merged with that of a device whose names it takes; newest first. */
function bothTrails(trail: readonly Rename[], other: readonly Rename[]): readonly Rename[] {
  const known = new Set(trail.map(renameText))
  const added = other.filter((rename) => !known.has(renameText(rename)))
  if (added.length === 0) return trail
  return [...added, ...trail].sort((a, b) => b.at - a.at).slice(0, RENAMES_AT_MOST)
}

function renameText({ at, by, origin, entryId, before, after }: Rename): string {
  const names = [before, after].flatMap(({ userName, userDisplayName }) => [
    userName,
    userDisplayName,
  ])
  return JSON.stringify([at, by, origin, entryId, ...names])
}
