/** The steps of a registration that a sign-in does not have (WebAuthn §7.1 steps 13 and 18 to 27). */
import { encodeBase64Url } from '../../shared/base64url'
import { algorithmName } from '../decode/algorithms'
import { concat, hash, isEqual, toHex } from '../decode/bytes'
import { memberBytes, type Ceremony } from '../decode/ceremony'
import { keyText } from '../decode/public-key'
import { textOf } from '../decode/response-members'
import { readSpki } from '../decode/spki'
import type { About } from './attestation/about'
import { isKnownFormat, judgeStatement } from './attestation/check-statement'
import { trustSteps } from './attestation/trust-steps'
import { attestedDataSteps, mark } from './authenticator-data-steps'
import type { Expected } from './expectations'
import {
  compared,
  doesNotApply,
  ok,
  onlyServerKnows,
  step,
  wrong,
  type CheckStep,
  type Judgement,
} from './step'

/** §4: a credential id has at least 16 bytes; §7.1 step 25. */
const SHORTEST_ID = 16
const LONGEST_ID = 1023

export async function registrationSteps(
  ceremony: Ceremony,
  expected: Expected,
): Promise<readonly CheckStep[]> {
  const { attestationObject, statements } = ceremony
  const format = attestationObject?.format
  return [
    step(
      '§7.1 step 13',
      'The attestation object has fmt, attStmt and authData.',
      judgeObject(ceremony),
    ),
    step('§5.2.1', 'The getters tell what the attestation object has.', judgeGetters(ceremony)),
    policyStep(ceremony),
    ...attestedDataSteps(ceremony),
    step(
      '§7.1 step 20',
      'The algorithm is one that the options ask for.',
      judgeAlgorithm(ceremony, expected),
    ),
    step('§7.1 step 21', 'The attestation statement format is known.', judgeFormat(format)),
    step('§7.1 step 22', 'The attestation statement is correct.', await judgeAttestation(ceremony)),
    ...(await trustSteps(statements, expected)),
    step(
      '§7.1 step 25',
      'The credential id is no longer than 1023 bytes.',
      judgeIdLength(ceremony),
    ),
    step(
      '§7.1 step 26',
      'The credential id is not registered yet.',
      judgeIsNew(ceremony, expected),
    ),
    step('§7.1 step 27', 'The credential record gets the id and the key.', judgeRecord(ceremony)),
  ]
}

function judgeObject({ attestationObject }: Ceremony): Judgement {
  if (!attestationObject) return wrong('there is no attestation object')
  // The contents have their own steps.
  const faults = attestationObject.problems
    .filter(({ place }) => !place.startsWith('attestationObject.authData.'))
    .map(({ place, text }) => `${place}: ${text}`)
  return faults.length === 0
    ? ok(`the format is ${attestationObject.format ?? ''}`)
    : wrong(faults.join('; '))
}

function judgeGetters(ceremony: Ceremony): Judgement {
  const { response, authenticatorData: data } = ceremony
  if (!response || !data) return doesNotApply('there is no attestation object to compare with')
  const stated = memberBytes(ceremony, 'authenticatorData')
  const faults: string[] = []
  if (stated && !isEqual(stated, data.bytes))
    faults.push('authenticatorData is not that of the attestation object')
  if (!data.attested) return doesNotApply('there is no credential public key to compare with')
  const { algorithm, key } = data.attested.publicKey
  if (response.publicKeyAlgorithm !== undefined && response.publicKeyAlgorithm !== algorithm)
    faults.push('publicKeyAlgorithm is not that of the key')
  const spki = memberBytes(ceremony, 'publicKey')
  const publicKey = spki && readSpki(spki)
  if (publicKey && key && keyText(publicKey) !== keyText(key))
    faults.push('publicKey is not the key of the attestation object')
  return faults.length === 0 ? ok() : wrong(faults.join('; '))
}

/** Steps 18 and 19. */
function policyStep({ authenticatorData }: Ceremony): CheckStep {
  const flags = authenticatorData?.flags
  const title = 'Where the relying party uses BE and BS, it evaluates them.'
  if (!flags) return step('§7.1 step 18', title, doesNotApply('there are no flags to look at'))
  const words = `BE ${mark(flags.be)}, BS ${mark(flags.bs)}`
  return step('§7.1 step 18', title, onlyServerKnows(`${words}: keep both with the credential`))
}

function judgeAlgorithm({ authenticatorData }: Ceremony, { algorithms }: Expected): Judgement {
  const algorithm = authenticatorData?.attested?.publicKey.algorithm
  if (algorithm === undefined) return wrong('the key states no algorithm')
  const got = algorithmName(algorithm)
  const value = { name: 'alg', got }
  if (!algorithms)
    return onlyServerKnows('compare it with pubKeyCredParams', [{ ...value, expected: null }])
  const values = [{ ...value, expected: algorithms.map(algorithmName).join(', ') }]
  return algorithms.includes(algorithm)
    ? ok('', values)
    : wrong('the options do not ask for this algorithm', values)
}

function judgeFormat(format: string | undefined): Judgement {
  if (format === undefined) return doesNotApply('there is no format')
  return isKnownFormat(format)
    ? ok(`the format is ${format}`)
    : wrong(`${JSON.stringify(format)} is no registered format; upper and lower case count`)
}

async function judgeAttestation(ceremony: Ceremony): Promise<Judgement> {
  const [statement] = ceremony.statements
  const about = aboutOf(ceremony)
  if (!statement) return doesNotApply('there is no statement')
  if (!about)
    return doesNotApply('there is no credential public key that the statement could be about')
  return judgeStatement(statement, about)
}

function aboutOf({ authenticatorData: data, clientData }: Ceremony): About | undefined {
  const { attested } = data ?? {}
  const { key, algorithm } = attested?.publicKey ?? {}
  if (!data || !attested || !clientData || !key || algorithm === undefined) return undefined
  const clientDataHash = hash('SHA-256', clientData.bytes)
  const { aaguid, credentialId } = attested
  const signed = concat(data.bytes, clientDataHash)
  return { data, clientDataHash, signed, aaguid, credentialId, key, algorithm }
}

function judgeIdLength({ authenticatorData }: Ceremony): Judgement {
  const length = authenticatorData?.attested?.credentialId.length
  if (length === undefined) return doesNotApply('there is no credential id')
  const values = [
    { name: 'bytes', got: String(length), expected: `${SHORTEST_ID} to ${LONGEST_ID}` },
  ]
  if (length > LONGEST_ID) return wrong('the credential id is too long', values)
  return length < SHORTEST_ID
    ? wrong('the credential id is too short (§4)', values)
    : ok('', values)
}

function judgeIsNew({ authenticatorData }: Ceremony, { registeredIds }: Expected): Judgement {
  const credentialId = authenticatorData?.attested?.credentialId
  if (!credentialId) return doesNotApply('there is no credential id')
  if (!registeredIds) return onlyServerKnows('look for the credential id among those of all users')
  return registeredIds.includes(encodeBase64Url(credentialId))
    ? wrong('the credential id is registered already')
    : ok('it is none of those that were given')
}

function judgeRecord({ authenticatorData, credential }: Ceremony): Judgement {
  const credentialId = authenticatorData?.attested?.credentialId
  if (!credentialId) return doesNotApply('there is no credential id')
  const stated = textOf(credential, 'id') ?? 'missing'
  const why = 'id is not the credential id of the authenticator data'
  const judged = compared('id', stated, encodeBase64Url(credentialId), why)
  return judged.outcome === 'ok' ? ok(`keep ${toHex(credentialId)}`) : judged
}
