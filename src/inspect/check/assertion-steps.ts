/** The steps of a sign-in that a registration does not have (WebAuthn §7.2 steps 5, 6, 19 and 21 to 24). */
import { byteCount, concat, hash } from '../decode/bytes'
import type { Ceremony } from '../decode/ceremony'
import { memberBytes } from '../decode/ceremony'
import { keyKind, signatureBytes } from '../decode/public-key'
import { textOf } from '../decode/response-members'
import { readEcdsaSignature } from '../decode/signature'
import { schemeOf, verifySignature } from '../decode/verify-signature'
import { judgeVerdict } from './attestation/about'
import { mark } from './authenticator-data-steps'
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

export async function assertionSteps(
  ceremony: Ceremony,
  expected: Expected,
): Promise<readonly CheckStep[]> {
  return [
    step(
      '§7.2 step 5',
      'The credential is one that the options name.',
      judgeNamed(ceremony, expected),
    ),
    step(
      '§7.2 step 6',
      'The credential is one of the user’s.',
      judgeCredential(ceremony, expected),
    ),
    step('§7.2 step 6', 'The user handle is that of the user.', judgeUser(ceremony, expected)),
    step('§7.2 step 19', 'BE is as it was at registration.', judgeBackup(ceremony, expected)),
    step('§6.5.5', 'The signature has the form of its algorithm.', judgeForm(ceremony, expected)),
    step(
      '§7.2 step 21',
      'The signature is valid over the authenticator data and the hash of the client data.',
      await judgeSignature(ceremony, expected),
    ),
    step(
      '§7.2 step 22',
      'The signature counter has gone up, or is 0.',
      judgeCounter(ceremony, expected),
    ),
    updateStep(ceremony),
  ]
}

function judgeNamed({ credential }: Ceremony, { allowedIds }: Expected): Judgement {
  const id = textOf(credential, 'id') ?? ''
  if (!allowedIds) return onlyServerKnows('where you name credentials, the id is one of theirs')
  if (allowedIds.length === 0) return doesNotApply('the options name no credentials')
  const [only = '', ...others] = allowedIds
  const expected = others.length === 0 ? only : `one of ${allowedIds.length} ids`
  const values = [{ name: 'id', got: id, expected }]
  return allowedIds.includes(id)
    ? ok('', values)
    : wrong('the options do not name this credential', values)
}

function judgeCredential({ credential }: Ceremony, { record }: Expected): Judgement {
  const id = textOf(credential, 'rawId') ?? 'missing'
  const compare = 'find the credential record with this id'
  if (record.id === undefined)
    return onlyServerKnows(compare, [{ name: 'rawId', got: id, expected: null }])
  return compared('rawId', id, record.id, 'not the credential of the record')
}

function judgeUser(ceremony: Ceremony, { allowedIds, record }: Expected): Judgement {
  const bytes = memberBytes(ceremony, 'userHandle')
  const handle = ceremony.response && textOf(ceremony.response, 'userHandle')
  if (!bytes || handle === undefined) {
    if (allowedIds?.length === 0)
      return wrong('there is no user handle, and the options name no credentials')
    return allowedIds
      ? ok('there is no user handle: the options name credentials, so the user is known')
      : onlyServerKnows('there is no user handle: you must know the user before')
  }
  if (record.userHandle !== undefined)
    return compared('userHandle', handle, record.userHandle, 'the user handle of another user')
  if (bytes.length === 0) return wrong('the user handle is empty: it has 1 to 64 bytes')
  return onlyServerKnows('compare it with the user handle of the account', [
    { name: 'userHandle', got: handle, expected: null },
  ])
}

function judgeBackup({ authenticatorData }: Ceremony, { record }: Expected): Judgement {
  const flags = authenticatorData?.flags
  if (!flags) return doesNotApply('there are no flags to look at')
  const { backupEligible } = record
  if (backupEligible === undefined)
    return onlyServerKnows(`BE ${mark(flags.be)}: compare it with the credential record`)
  const values = [{ name: 'BE', got: mark(flags.be), expected: mark(backupEligible) }]
  return flags.be === backupEligible ? ok('', values) : wrong('BE never changes', values)
}

function judgeForm({ signature }: Ceremony, { record }: Expected): Judgement {
  if (!signature) return doesNotApply('there is no signature')
  if (!record.key)
    return onlyServerKnows(
      `it is of ${signature.form}: ${record.publicKey === undefined ? 'your key tells the form' : NO_KEY}`,
    )
  const { key } = record.key
  const [length, wanted] = [signature.bytes.length, signatureBytes(key)]
  if (wanted !== null)
    return length === wanted
      ? ok(byteCount(length))
      : wrong(`a signature of ${keyKind(key)} has ${byteCount(wanted)}, and not ${length}`)
  const { problems, form } = readEcdsaSignature(signature.bytes)
  const faults = problems.map(({ place, text }) => `${place}: ${text}`)
  return faults.length === 0 ? ok(form) : wrong(`not ${form}: ${faults.join('; ')}`)
}

const NO_KEY =
  'the given public key is no COSE key and no SubjectPublicKeyInfo of a kind that is read here'

async function judgeSignature(ceremony: Ceremony, { record }: Expected): Promise<Judgement> {
  const { authenticatorData, clientData, signature } = ceremony
  if (!signature || !authenticatorData || !clientData)
    return wrong('the signature, or what it signs, is missing')
  const { key: stored } = record
  if (!stored)
    return onlyServerKnows(
      record.publicKey === undefined ? 'verify it with the public key that you keep' : NO_KEY,
    )
  const data = concat(authenticatorData.bytes, hash('SHA-256', clientData.bytes))
  const { key, algorithm } = stored
  const verdict = await verifySignature(key, schemeOf(algorithm), data, signature.bytes)
  return judgeVerdict(verdict, algorithm)
}

function judgeCounter({ authenticatorData }: Ceremony, { record }: Expected): Judgement {
  const count = authenticatorData?.signCount
  if (count === undefined) return doesNotApply('there is no counter')
  const { signCount } = record
  const got = { name: 'signCount', got: String(count) }
  if (signCount === undefined)
    return onlyServerKnows('it is greater than the counter that you keep, or both are 0', [
      { ...got, expected: null },
    ])
  const values = [{ ...got, expected: signCount === 0 ? '0 or more' : `more than ${signCount}` }]
  if (count > signCount || (count === 0 && signCount === 0)) return ok('', values)
  return wrong('the counter has not gone up: the authenticator may be a clone', values)
}

function updateStep({ authenticatorData }: Ceremony): CheckStep {
  const { flags, signCount } = authenticatorData ?? {}
  const title = 'The credential record gets the new counter and BS.'
  if (!flags || signCount === undefined)
    return step('§7.2 step 24', title, doesNotApply('there is no authenticator data'))
  const values = `counter ${signCount}, BS ${mark(flags.bs)}`
  return step('§7.2 step 24', title, onlyServerKnows(`keep them: ${values}`))
}
