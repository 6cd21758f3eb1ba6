/** Makes a profile from six recorded calls (docs/providers.md, "Record a provider"). */
import * as v from 'valibot'
import { profileIds } from '../../../shared/provider-profile'
import { AUTHENTICATOR_ROWS } from './recorded-authenticator'
import { readCalls, type ReadCalls } from './recorded-calls'
import { CLIENT_ROWS } from './recorded-client'
import { ownProfileSchema, unsettledKnobs, type OwnProfileFile } from './profile-schema'
import type { Recording } from './recording'

/** Leaves room for a suffix. */
const LONGEST_ID = 48

export interface RecordedProfile {
  readonly profile: OwnProfileFile
  /** The decisive knobs that the calls do not determine. */
  readonly unknown: readonly string[]
}

/** @throws {RangeError} when an answer violates WebAuthn, or the calls made no passkey. */
export function profileOfRecording({ title, browser, date, calls }: Recording): RecordedProfile {
  const read = readCalls(calls)
  const findings = [...AUTHENTICATOR_ROWS, ...CLIENT_ROWS]
    .map((row) => row(read))
    .filter((finding) => finding !== null)
  if (findings.length === 0 || !hasPasskey(read)) throw new RangeError('no call made a passkey')
  const known = findings.flatMap(({ knobs }) => Object.keys(knobs))
  const unknown = unsettledKnobs(known)
  const source = `recorded on ${date} in ${browser}`
  const profile: OwnProfileFile = {
    id: idOf(title),
    title,
    summary: `Recorded on ${date}.`,
    facts: findings.map(({ about, knobs }) => ({ about, grade: 'M', source, knobs })),
    unknown,
    notReproduced: [],
  }
  v.parse(ownProfileSchema, profile)
  return { profile, unknown }
}

function hasPasskey({ creations }: ReadCalls): boolean {
  return Object.values(creations).some((creation) => creation !== null)
}

/** "Acme Passwords 3.2" to "acme-passwords-3.2". */
function idOf(title: string): string {
  const id = title
    .toLowerCase()
    .replace(/[^a-z0-9.]+/g, '-')
    .replace(/^[-.]+|[-.]+$/g, '')
    .slice(0, LONGEST_ID)
  const isTaken = profileIds.some((one) => one === id)
  return isTaken ? `${id}-recorded` : id || 'recorded'
}
