/** The knobs of a provider, from a profile or the settings. */
import * as v from 'valibot'
import { AUTHENTICATOR_TRANSPORTS } from '../../../shared/authenticator-configuration'
import { CREDENTIAL_ID_FORMS, EXCLUDED_ANSWERS, VERIFICATION_WAYS } from './behaviour'
import { CLIENT_DATA_MEMBERS } from './client-quirks'
import { LONGEST_CREDENTIAL_ID } from './description'
import { integer, some } from './schema-parts'

/** The shortest credential id (§4), in bytes. */
export const SHORTEST_CREDENTIAL_ID = 16

/** Longer texts would make the client data longer than relying parties accept. */
const text = v.pipe(v.string(), v.nonEmpty(), v.maxLength(256))

/** Members that the client itself writes. */
const OWN_MEMBERS: readonly string[] = [...CLIENT_DATA_MEMBERS, 'topOrigin']

const way = v.picklist(VERIFICATION_WAYS)

const transports = v.pipe(some(AUTHENTICATOR_TRANSPORTS), v.nonEmpty())

export const behaviourEntries = {
  verification: v.strictObject({
    required: v.pipe(
      way,
      v.check((one) => one !== 'skip', 'required verification cannot be skipped: refuse it'),
    ),
    preferred: way,
    discouraged: way,
  }),
  credentialId: v.strictObject({
    form: v.picklist(CREDENTIAL_ID_FORMS),
    bytes: integer(SHORTEST_CREDENTIAL_ID, LONGEST_CREDENTIAL_ID),
  }),
  aaguidWithoutAttestation: v.picklist(['kept', 'zeroed']),
  residentKeyDiscouraged: v.picklist(['discoverable', 'not-discoverable', 'refuse']),
  credPropsRk: v.picklist(['truth', 'always-true']),
  userHandleOfOthers: v.picklist(['absent', 'returned', 'empty']),
  excluded: v.picklist(EXCLUDED_ANSWERS),
  transportsByRpId: v.record(text, transports),
  transportOrder: v.picklist(['sorted', 'own']),
  emptyExtensionMap: v.boolean(),
  clientInputsInAuthenticatorData: v.boolean(),
  displayName: v.picklist(['kept', 'dropped']),
  prfAtCreate: v.boolean(),
  prfWithoutRequest: v.boolean(),
  conditionalCreate: v.boolean(),
  conditionalGet: v.boolean(),
}

export const clientQuirksEntries = {
  memberOrder: v.pipe(
    some(CLIENT_DATA_MEMBERS),
    v.length(CLIENT_DATA_MEMBERS.length, 'memberOrder must name each member'),
  ),
  crossOrigin: v.picklist(['always', 'when-true', 'always-false']),
  topOrigin: v.picklist(['stated', 'absent']),
  escapedSlashes: v.boolean(),
  extraMembers: v.pipe(
    v.record(text, text),
    v.check(
      (members) => Object.keys(members).every((name) => !OWN_MEMBERS.includes(name)),
      'extraMembers must not name a member that the client writes',
    ),
  ),
  greaseProbability: v.pipe(v.number(), v.minValue(0), v.maxValue(1)),
  toJson: v.boolean(),
  publicKey: v.picklist(['spki', 'cose', 'null']),
  authenticatorData: v.picklist(['whole', 'without-attested-data']),
  declinedHints: v.pipe(v.array(text), v.maxLength(8)),
  shortestChallenge: integer(0, 1024),
}
