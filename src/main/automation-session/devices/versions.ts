/**
 * When each value of a passkey was set. Two devices that know the versions of a passkey agree on it, whatever the order in
 * which they receive the changes: the latest setting of each value wins.
 */
import type { SyncedField } from '../../../shared/device'

export const SYNCED_FIELDS: readonly SyncedField[] = [
  'userName',
  'userDisplayName',
  'hidden',
  'signCount',
  'largeBlob',
]

/** Numbers the changes on all devices of an account in the order in which they happen, independent of clocks. */
export class ChangeOrder {
  #last = 0

  next(): number {
    return ++this.#last
  }
}

/** Numbers of {@link ChangeOrder}. */
export interface Versions {
  /** When the passkey was made, or last restored from the trash. */
  readonly kept: number
  /** When the passkey was last deleted; 0 for never. */
  readonly trashed: number
  /** Who last deleted it and why: one sentence. */
  readonly because: string
  readonly fields: Readonly<Record<SyncedField, number>>
}

/** The versions of a new passkey. */
export function newVersions(at: number): Versions {
  return {
    kept: at,
    trashed: 0,
    because: '',
    fields: { userName: at, userDisplayName: at, hidden: at, signCount: at, largeBlob: at },
  }
}

/** Ignores the counter, because using a passkey does not mean that the user wants to keep it. */
export function lastChange({ kept, fields }: Versions): number {
  const { userName, userDisplayName, hidden, largeBlob } = fields
  return Math.max(kept, userName, userDisplayName, hidden, largeBlob)
}

/** Whether the passkey exists. A passkey that another device changed after its deletion continues to exist. */
export function isKept(versions: Versions): boolean {
  return lastChange(versions) > versions.trashed
}

/** The fields with a later value in `other`. */
export function laterFields(versions: Versions, other: Versions): SyncedField[] {
  return SYNCED_FIELDS.filter((field) => other.fields[field] > versions.fields[field])
}

/** @param fields the fields to take from `other`. */
export function mergedVersions(
  versions: Versions,
  other: Versions,
  fields: readonly SyncedField[],
): Versions {
  const taken = Object.fromEntries(fields.map((field) => [field, other.fields[field]]))
  return {
    kept: Math.max(versions.kept, other.kept),
    ...(other.trashed > versions.trashed ? deletionOf(other) : deletionOf(versions)),
    fields: { ...versions.fields, ...taken },
  }
}

function deletionOf({ trashed, because }: Versions): Pick<Versions, 'trashed' | 'because'> {
  return { trashed, because }
}
