/** The six calls of a recording, with parsed answers. */
import { decodeBase64Url } from '../../../shared/base64url'
import type { Knobs } from './profile-schema'
import type { RecordedCreation, RecordedRequest, Recording } from './recording'
import {
  readAttestationObject,
  readStatedData,
  type StatedAttestation,
  type StatedCredential,
  type StatedData,
} from './stated-data'

/** One fact of a recording. */
export interface Finding {
  readonly about: string
  readonly knobs: Knobs
}

type Calls = Recording['calls']
export type CreationName = 'verified' | 'attested' | 'plain'

interface Creation extends StatedAttestation {
  readonly recorded: RecordedCreation
  readonly credential: StatedCredential
}

interface Request {
  readonly recorded: RecordedRequest
  readonly data: StatedData
}

/** The calls, with parsed answers. */
export interface ReadCalls {
  readonly calls: Calls
  /** The three registrations; null when one made no passkey. */
  readonly creations: Readonly<Record<CreationName, Creation | null>>
  readonly discovered: Request | null
  readonly named: Request | null
}

/** @throws {RangeError} when an answer violates WebAuthn. */
export function readCalls(calls: Calls): ReadCalls {
  return {
    calls,
    creations: {
      verified: readCreation(calls.verified),
      attested: readCreation(calls.attested),
      plain: readCreation(calls.plain),
    },
    discovered: readRequest(calls.discovered),
    named: readRequest(calls.named),
  }
}

function readCreation(recorded: Calls[CreationName]): Creation | null {
  if (recorded.outcome !== 'answered') return null
  const attestation = readAttestationObject(decodeBase64Url(recorded.attestationObject))
  const { credential } = attestation.data
  if (!credential) throw new RangeError('an answer of create() has no attested credential data')
  return { ...attestation, recorded, credential }
}

function readRequest(recorded: Calls['named']): Request | null {
  if (recorded.outcome !== 'answered') return null
  return { recorded, data: readStatedData(decodeBase64Url(recorded.authenticatorData)) }
}

/** The answers of the calls that made a passkey. */
export const made = ({ creations }: ReadCalls): Creation[] =>
  Object.values(creations).filter((one) => one !== null)
