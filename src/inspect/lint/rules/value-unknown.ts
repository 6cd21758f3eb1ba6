import { listOf } from '../lenient'
import type { ReadCeremony, ReadCreation } from '../read-call'
import { onCeremony } from '../rule'
import { shown } from '../shown'

const REQUIREMENTS = ['required', 'preferred', 'discouraged']
const TRANSPORTS = ['usb', 'nfc', 'ble', 'smart-card', 'hybrid', 'internal']
const HINTS = ['security-key', 'client-device', 'hybrid']
const ATTESTATIONS = ['none', 'indirect', 'direct', 'enterprise']
const ATTACHMENTS = ['platform', 'cross-platform']

interface Valued {
  readonly path: string
  readonly given: unknown
  readonly known: readonly string[]
}

export const valueUnknown = onCeremony(
  {
    id: 'value-unknown',
    severity: 'warning',
    title: 'WebAuthn does not have this value.',
    section: 'WebAuthn §2.1.1',
    why: 'Browsers ignore values that they do not know, as if the member were absent.',
    instead: 'Use one of the values in the specification, in its exact spelling.',
  },
  (call) =>
    valuesOf(call)
      .filter(
        ({ given, known }) =>
          given !== undefined && given !== null && !known.some((value) => value === given),
      )
      .map(({ path, given }) => ({ path, value: shown(given) })),
)

function valuesOf(call: ReadCeremony): readonly Valued[] {
  const { userVerification, verificationPath, hints, list } = call.options
  return [
    { path: verificationPath, given: userVerification, known: REQUIREMENTS },
    ...hints.map((given, index) => ({ path: `publicKey.hints[${index}]`, given, known: HINTS })),
    ...list.flatMap(({ path, transports }) =>
      listOf(transports).map((given, index) => ({
        path: `${path}.transports[${index}]`,
        given,
        known: TRANSPORTS,
      })),
    ),
    ...(call.kind === 'create' ? ofCreation(call) : []),
  ]
}

function ofCreation({ options: { attestation, selection } }: ReadCreation): readonly Valued[] {
  const inSelection = 'publicKey.authenticatorSelection'
  return [
    { path: 'publicKey.attestation', given: attestation, known: ATTESTATIONS },
    {
      path: `${inSelection}.authenticatorAttachment`,
      given: selection.authenticatorAttachment,
      known: ATTACHMENTS,
    },
    { path: `${inSelection}.residentKey`, given: selection.residentKey, known: REQUIREMENTS },
  ]
}
