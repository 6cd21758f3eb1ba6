/** What six recorded calls reveal about an authenticator, with one row for each group of knobs. */
import { createHash } from 'node:crypto'
import { AUTHENTICATOR_TRANSPORTS } from '../../../shared/authenticator-configuration'
import type { VerificationWay } from '../authenticator/behaviour'
import { ATTESTATION_FORMATS } from '../authenticator/description'
import { made, type CreationName, type Finding, type ReadCalls } from './recorded-calls'
import type { StatedCredential } from './stated-data'

const ZEROS = Buffer.alloc(16)
/** COSE_Key labels (RFC 9053 §7.1). */
const LABEL = { algorithm: 3, x: -2, y: -3 }
/** A counter at or above this value counts seconds (2017). */
const LEAST_UNIX_SECONDS = 1_500_000_000

/** Each row returns what the calls reveal, or null. */
export const AUTHENTICATOR_ROWS: readonly ((calls: ReadCalls) => Finding | null)[] = [
  aaguid,
  attachment,
  backup,
  verification,
  counter,
  credentialId,
  transports,
  attestation,
  algorithms,
  discouragedResidentKey,
  userHandle,
  excluded,
  prf,
  extensionMap,
]

function aaguid({ creations: { verified, attested } }: ReadCalls): Finding | null {
  const told = attested ?? verified
  if (!told) return null
  const isZeroed =
    verified?.credential.aaguid.equals(ZEROS) === true && !told.credential.aaguid.equals(ZEROS)
  return {
    about: isZeroed
      ? 'It states its AAGUID where it attests, and zeros otherwise.'
      : 'It states this AAGUID, with and without attestation.',
    knobs: {
      aaguid: uuidText(told.credential.aaguid),
      aaguidWithoutAttestation: isZeroed ? 'zeroed' : 'kept',
    },
  }
}

function attachment(calls: ReadCalls): Finding | null {
  const stated = made(calls)[0]?.recorded.attachment
  if (stated !== 'platform' && stated !== 'cross-platform') return null
  return { about: `Its attachment is ${stated}.`, knobs: { attachment: stated } }
}

function backup(calls: ReadCalls): Finding | null {
  const data = made(calls)[0]?.data
  if (!data) return null
  const { backupEligible, backedUp } = data
  return {
    about: `A new passkey states BE ${Number(backupEligible)} and BS ${Number(backedUp)}.`,
    knobs: { backupEligible, backedUp },
  }
}

function verification({ calls, creations }: ReadCalls): Finding | null {
  const way = (name: CreationName): VerificationWay | null => {
    const creation = creations[name]
    if (creation) return creation.data.verified ? 'verify' : 'skip'
    return calls[name].outcome === 'refused' ? 'refuse' : null
  }
  const [required, preferred, discouraged] = [way('verified'), way('attested'), way('plain')]
  if (required === null || required === 'skip' || preferred === null || discouraged === null)
    return null
  return {
    about: 'UV by the word of the request. Whether a user was verified cannot be seen.',
    knobs: { verification: { required, preferred, discouraged } },
  }
}

function counter({ creations, discovered, named }: ReadCalls): Finding | null {
  const { verified, attested, plain } = creations
  if (!verified || !discovered) return null
  const atCreation = [verified, attested, plain].flatMap((one) => one?.data.signCount ?? [])
  const later = [discovered, named].flatMap((one) => one?.data.signCount ?? [])
  const all = [...atCreation, ...later]
  if (all.every((count) => count === 0))
    return { about: 'The counter is always 0.', knobs: { counter: 'none' } }
  if (all.every((count) => count > LEAST_UNIX_SECONDS))
    return { about: 'The counter is the time in seconds.', knobs: { counter: 'timestamp' } }
  const [first = 0] = atCreation
  const isGlobal = first > 0 && all.every((count, index) => count > (all[index - 1] ?? 0))
  if (isGlobal)
    return {
      about: 'One counter for all passkeys. It counts registrations, too.',
      knobs: { counter: { global: { start: first } } },
    }
  const isOwn =
    atCreation.every((count) => count === first) && later.every((count) => count === first + 1)
  if (!isOwn) return null
  return {
    about: `Each passkey counts its uses from ${first}.`,
    knobs: { counter: first === 0 ? 'per-passkey' : { perPasskey: { start: first } } },
  }
}

function credentialId(calls: ReadCalls): Finding | null {
  const credentials = made(calls).map(({ credential }) => credential)
  const [first] = credentials
  if (!first) return null
  const bytes = first.id.length
  if (credentials.some(({ id }) => id.length !== bytes)) return null
  const form = FORMS.find(({ fits }) => credentials.every(fits))?.form ?? 'random'
  return {
    about: `A credential id has ${bytes} bytes (${form}).`,
    knobs: { credentialId: { form, bytes } },
  }
}

const FORMS = [
  {
    form: 'uuid-text',
    fits: ({ id }: StatedCredential) =>
      /^[0-9a-f]{8}-([0-9a-f]{4}-){3}[0-9a-f]{12}$/i.test(id.toString('latin1')),
  },
  {
    form: 'uuid',
    fits: ({ id }: StatedCredential) =>
      id.length === 16 && id.readUInt8(6) >> 4 === 4 && id.readUInt8(8) >> 6 === 2,
  },
  {
    form: 'sha1-of-public-key',
    fits: ({ id, key }: StatedCredential) => {
      const [x, y] = [key.get(LABEL.x), key.get(LABEL.y)]
      if (!(x instanceof Uint8Array) || !(y instanceof Uint8Array)) return false
      const point = Buffer.concat([Uint8Array.of(4), x, y])
      return createHash('sha1').update(point).digest().equals(id)
    },
  },
] as const

function transports(calls: ReadCalls): Finding | null {
  const stated = made(calls)[0]?.recorded.transports
  const known = stated?.flatMap(
    (name) => AUTHENTICATOR_TRANSPORTS.find((one) => one === name) ?? [],
  )
  if (!stated || !known || known.length === 0 || known.length < stated.length) return null
  const isSorted = stated.every((name, index) => index === 0 || name > (stated[index - 1] ?? ''))
  return {
    about: 'Its transports, in the order in which it states them.',
    knobs: { transports: known, transportOrder: isSorted ? 'sorted' : 'own' },
  }
}

function attestation({ creations: { attested } }: ReadCalls): Finding | null {
  const format = ATTESTATION_FORMATS.find((name) => name === attested?.format)
  if (!attested || !format) return null
  if (format === 'none')
    return {
      about: 'It does not attest, though attestation direct was asked for.',
      knobs: { attestationFormats: ['none'] },
    }
  return {
    about: `It attests as ${format}${attested.hasCertificate ? ', with a certificate' : ''}.`,
    knobs: {
      attestationFormats: [format, 'none'],
      ...(format === 'packed' && { packedAttestation: attested.hasCertificate ? 'x5c' : 'self' }),
    },
  }
}

function algorithms(calls: ReadCalls): Finding | null {
  const chosen = made(calls).flatMap(({ credential: { key } }) => {
    const algorithm: unknown = key.get(LABEL.algorithm)
    return typeof algorithm === 'number' ? [algorithm] : []
  })
  const [first] = chosen
  if (first === undefined) return null
  return {
    about: 'The algorithms that it chose from −8, −257 and −7, offered in three orders.',
    knobs: { algorithms: [...new Set(chosen)] },
  }
}

function discouragedResidentKey({ calls, creations: { plain } }: ReadCalls): Finding | null {
  if (calls.plain.outcome === 'refused')
    return {
      about: `residentKey "discouraged" is refused: ${calls.plain.error}.`,
      knobs: { residentKeyDiscouraged: 'refuse' },
    }
  const rk = plain?.recorded.credPropsRk
  if (rk === undefined || rk === null) return null
  return {
    about: `credProps says rk ${String(rk)} where residentKey is "discouraged".`,
    knobs: { residentKeyDiscouraged: rk ? 'discoverable' : 'not-discoverable' },
  }
}

function userHandle({ creations: { plain }, named }: ReadCalls): Finding | null {
  if (!named || plain?.recorded.credPropsRk !== false) return null
  const { userHandle: handle } = named.recorded
  const returned = handle === '' ? 'empty' : 'returned'
  return {
    about: 'The user handle of a passkey that is not discoverable.',
    knobs: { userHandleOfOthers: handle === null ? 'absent' : returned },
  }
}

function excluded({ calls: { excluded: answer } }: ReadCalls): Finding | null {
  if (answer.outcome === 'answered')
    return { about: 'An excluded passkey does not hinder it.', knobs: { excluded: 'replace' } }
  if (answer.outcome === 'silent')
    return { about: 'An excluded passkey gets no answer.', knobs: { excluded: 'silence' } }
  const { error } = answer
  if (error !== 'InvalidStateError' && error !== 'NotAllowedError') return null
  return { about: `An excluded passkey is ${error}.`, knobs: { excluded: error } }
}

function prf({ creations: { attested, plain }, discovered, named }: ReadCalls): Finding | null {
  if (!attested || !discovered) return null
  const { prfEnabled, prfResults } = attested.recorded
  const has = prfEnabled === true || discovered.recorded.prfResults
  return {
    about: has ? 'It has prf.' : 'It has no prf.',
    knobs: {
      extensions: has ? ['prf'] : [],
      prfAtCreate: prfResults,
      ...(plain && named && { prfWithoutRequest: named.recorded.prfResults }),
    },
  }
}

function extensionMap(calls: ReadCalls): Finding | null {
  const { plain, verified } = calls.creations
  if (!plain && !verified) return null
  const all = made(calls).map(({ data }) => data.extensions)
  const isEmpty = all.some((names) => names?.length === 0)
  const hasCredProps = all.some((names) => names?.includes('credProps'))
  return {
    about: 'What follows the public key in authenticator data.',
    knobs: { emptyExtensionMap: isEmpty, clientInputsInAuthenticatorData: hasCredProps },
  }
}

function uuidText(bytes: Buffer): string {
  return bytes.toString('hex').replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-')
}
