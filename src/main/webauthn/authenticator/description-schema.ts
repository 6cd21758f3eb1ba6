/** A description from outside: the settings, a test driver or a provider profile. */
import {
  AUTHENTICATOR_PROTOCOLS,
  AUTHENTICATOR_TRANSPORTS,
} from '../../../shared/authenticator-configuration'
import * as v from 'valibot'
import { packedAttestations, rpIdsSchema } from '../../../shared/authenticator-settings'
import { behaviourEntries, clientQuirksEntries, SHORTEST_CREDENTIAL_ID } from './behaviour-schema'
import {
  ATTESTATION_FORMATS,
  EXTENSION_IDS,
  LONGEST_CREDENTIAL_ID,
  type AuthenticatorDescription,
} from './description'
import { brokenRules } from './description-rules'
import { integer, isFirst, some } from './schema-parts'

/** CTAP 2.1 §6.4: a PIN has at least 4 code points, and at most 63 bytes. */
const PIN_LENGTHS = [4, 63] as const

const uint32 = integer(0, 2 ** 32 - 1)

/** "84b9489f-93f9-48d9-a1db-39a44ab735ee" to its 16 bytes. */
const aaguid = v.pipe(
  v.string(),
  v.uuid(),
  v.transform((text) => new Uint8Array(Buffer.from(text.replaceAll('-', ''), 'hex'))),
)

/** All members except `behaviour` and `client`. */
export const descriptionEntries = {
  name: v.pipe(v.string(), v.nonEmpty(), v.maxLength(64)),
  profile: v.nullable(v.pipe(v.string(), v.nonEmpty(), v.maxLength(64))),
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
  counter: v.union([
    v.picklist(['none', 'per-passkey', 'timestamp', 'only-if-above-0']),
    v.strictObject({ perPasskey: v.strictObject({ start: uint32 }) }),
    v.strictObject({ global: v.strictObject({ start: integer(1, 2 ** 32 - 1) }) }),
    v.strictObject({ fixed: uint32 }),
  ]),
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
}

const fields = v.strictObject({
  ...descriptionEntries,
  behaviour: v.strictObject(behaviourEntries),
  client: v.strictObject(clientQuirksEntries),
})

/**
 * An {@link AuthenticatorDescription} as JSON: the AAGUID is a UUID, and all other members keep their form. Every member is
 * required. The schema refuses a contradictory description with the broken rule.
 */
export const authenticatorDescriptionSchema: v.GenericSchema<
  v.InferInput<typeof fields>,
  AuthenticatorDescription
> = v.pipe(
  fields,
  v.rawCheck(({ dataset, addIssue }) => {
    if (!dataset.typed) return
    for (const { message } of brokenRules(dataset.value)) addIssue({ message })
  }),
)
