/** A description that comes from outside: the settings, a test driver. */
import {
  AUTHENTICATOR_PROTOCOLS,
  AUTHENTICATOR_TRANSPORTS,
} from '../../../shared/authenticator-configuration'
import * as v from 'valibot'
import { packedAttestations, rpIdsSchema } from '../../../shared/authenticator-settings'
import {
  ATTESTATION_FORMATS,
  EXTENSION_IDS,
  LONGEST_CREDENTIAL_ID,
  type AuthenticatorDescription,
} from './description'

/** The shortest credential id (§4), in bytes. */
const SHORTEST_CREDENTIAL_ID = 16

/** CTAP 2.1 §6.4: a PIN has at least 4 code points, and at most 63 bytes. */
const PIN_LENGTHS = [4, 63] as const

const integer = (least: number, most: number) =>
  v.pipe(v.number(), v.integer(), v.minValue(least), v.maxValue(most))
const uint32 = integer(0, 2 ** 32 - 1)

/** A list whose entries are among `options`, without duplicates. */
const some = <const T extends string>(options: readonly T[]) =>
  v.pipe(v.array(v.picklist(options)), v.checkItems(isFirst, 'each entry must appear only once'))

/** "84b9489f-93f9-48d9-a1db-39a44ab735ee" to its 16 bytes. */
const aaguid = v.pipe(
  v.string(),
  v.uuid(),
  v.transform((text) => new Uint8Array(Buffer.from(text.replaceAll('-', ''), 'hex'))),
)

const fields = v.strictObject({
  name: v.pipe(v.string(), v.nonEmpty(), v.maxLength(64)),
  protocol: v.picklist(AUTHENTICATOR_PROTOCOLS),
  aaguid,
  attachment: v.picklist(['platform', 'cross-platform']),
  transports: v.pipe(some(AUTHENTICATOR_TRANSPORTS), v.nonEmpty()),
  algorithms: v.pipe(
    v.array(integer(-(2 ** 31), 2 ** 31 - 1)),
    v.nonEmpty(),
    v.checkItems(isFirst, 'each entry must appear only once'),
  ),
  residentKeys: v.boolean(),
  userVerification: v.picklist(['unavailable', 'succeeds', 'fails']),
  counter: v.union([v.picklist(['none', 'per-passkey']), v.strictObject({ fixed: uint32 })]),
  backupEligible: v.boolean(),
  backedUp: v.boolean(),
  extensions: v.pipe(
    some(EXTENSION_IDS),
    v.transform((ids) => [...ids].sort()),
  ),
  attestationFormats: v.pipe(some(ATTESTATION_FORMATS), v.nonEmpty()),
  packedAttestation: v.picklist(packedAttestations),
  enterpriseRpIds: rpIdsSchema,
  minPinLength: v.strictObject({
    value: integer(...PIN_LENGTHS),
    rpIds: v.union([v.literal('all'), rpIdsSchema]),
  }),
  limits: v.strictObject({
    passkeys: v.nullable(uint32),
    credentialIdsInList: v.nullable(integer(1, 2 ** 32 - 1)),
    credentialIdBytes: integer(SHORTEST_CREDENTIAL_ID, LONGEST_CREDENTIAL_ID),
  }),
})

type Fields = v.InferOutput<typeof fields>
type Rule = readonly [holds: (fields: Fields) => boolean, message: string]

const RULES: readonly Rule[] = [
  [({ backupEligible, backedUp }) => backupEligible || !backedUp, 'backedUp needs backupEligible'],
  [
    ({ attachment, transports }) => attachment !== 'platform' || transports.includes('internal'),
    'a platform authenticator needs the transport internal',
  ],
]

/** FIDO U2F 1.2 and CTAP 2.1 §10.2. */
const U2F_RULES: readonly Rule[] = [
  [
    ({ transports }) => transports.every((name) => ['usb', 'nfc', 'ble'].includes(name)),
    'U2F works only over usb, nfc and ble',
  ],
  [
    ({ aaguid }) => aaguid.every((byte) => byte === 0),
    'the AAGUID of a U2F authenticator must be all zeros',
  ],
  [({ algorithms }) => algorithms.join() === '-7', 'U2F supports only ES256 (-7)'],
  [({ residentKeys }) => !residentKeys, 'a U2F authenticator cannot keep discoverable passkeys'],
  [
    ({ userVerification }) => userVerification === 'unavailable',
    'a U2F authenticator cannot verify its user',
  ],
  [({ backupEligible }) => !backupEligible, 'U2F does not support backups'],
  [({ extensions }) => extensions.length === 0, 'U2F does not support extensions'],
  [
    ({ attestationFormats }) =>
      attestationFormats.every((format) => ['fido-u2f', 'none'].includes(format)),
    'U2F supports only the attestation formats fido-u2f and none',
  ],
  [({ limits }) => limits.credentialIdBytes <= 255, 'a U2F key handle can have at most 255 bytes'],
]

/**
 * An {@link AuthenticatorDescription} as JSON: the AAGUID is a UUID, all other members keep their form. Every member is
 * required. A description that contradicts itself is refused with the rule that it breaks.
 */
export const authenticatorDescriptionSchema: v.GenericSchema<
  v.InferInput<typeof fields>,
  AuthenticatorDescription
> = v.pipe(
  fields,
  v.rawCheck(({ dataset, addIssue }) => {
    if (!dataset.typed) return
    const rules = dataset.value.protocol === 'ctap1/u2f' ? [...RULES, ...U2F_RULES] : RULES
    for (const [holds, message] of rules) if (!holds(dataset.value)) addIssue({ message })
  }),
)

function isFirst<T>(entry: T, index: number, list: readonly T[]): boolean {
  return list.indexOf(entry) === index
}
