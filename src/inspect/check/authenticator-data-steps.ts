/** The steps about authenticator data (§6.1, §7.1 steps 14 to 19, §7.2 steps 15 to 19). */
import { hash, isEqual, toHex, utf8 } from '../decode/bytes'
import type { Flags } from '../decode/authenticator-data'
import { extensionResults, type Ceremony } from '../decode/ceremony'
import type { Problem } from '../decode/field'
import type { Expected } from './expectations'
import {
  doesNotApply,
  ok,
  onlyServerKnows,
  step,
  wrong,
  type CheckStep,
  type Judgement,
} from './step'

/** The path of problems with attested credential data. */
const ATTESTED = 'attestedCredentialData'

const SECTIONS = {
  create: { rpIdHash: '§7.1 step 14', up: '§7.1 step 15', uv: '§7.1 step 16', bs: '§7.1 step 17' },
  get: { rpIdHash: '§7.2 step 15', up: '§7.2 step 16', uv: '§7.2 step 17', bs: '§7.2 step 18' },
} as const

export function authenticatorDataSteps(
  ceremony: Ceremony,
  expected: Expected,
): readonly CheckStep[] {
  const { kind, authenticatorData: data } = ceremony
  const sections = SECTIONS[kind]
  const byFlags = (section: string, title: string, judge: (flags: Flags) => Judgement) => {
    const flags = data?.flags
    return step(
      section,
      title,
      flags ? judge(flags) : doesNotApply('there are no flags to look at'),
    )
  }
  return [
    step(
      '§6.1',
      'The authenticator data is laid out as the specification says.',
      judgeLayout(ceremony),
    ),
    step(
      sections.rpIdHash,
      'rpIdHash is the SHA-256 hash of the RP ID.',
      judgeRpIdHash(ceremony, expected),
    ),
    byFlags(sections.up, 'UP is set: the user was present.', (flags) => judgeUp(flags, expected)),
    byFlags(sections.uv, 'UV is set where the relying party requires it.', (flags) =>
      judgeUv(flags, expected),
    ),
    byFlags(sections.bs, 'BS is set only with BE.', judgeBackup),
  ]
}

function judgeLayout({ kind, authenticatorData: data }: Ceremony): Judgement {
  if (!data) return wrong('there is no authenticator data')
  const { flags, problems } = data
  const faults = [...wordsOf(problems.filter(({ place }) => !place.startsWith(ATTESTED)))]
  if (kind === 'create' && flags?.at === false)
    faults.push('AT is not set, and a registration has attested credential data')
  if (kind === 'get' && flags?.at === true)
    faults.push('AT is set, and an assertion has no attested credential data')
  return faults.length === 0 ? ok(`${data.bytes.length} bytes`) : wrong(faults.join('; '))
}

/** §6.5.1: the attested credential data, and the key in it. */
export function attestedDataSteps({ authenticatorData: data }: Ceremony): readonly CheckStep[] {
  const own = data?.problems.filter(({ place }) => place.startsWith(ATTESTED)) ?? []
  const ofKey = own.filter(({ place }) => place.startsWith(`${ATTESTED}.credentialPublicKey`))
  const others = own.filter((problem) => !ofKey.includes(problem))
  const judge = (faults: readonly string[], isThere: boolean) => {
    if (faults.length > 0) return wrong(faults.join('; '))
    return isThere ? ok() : wrong('there is no attested credential data')
  }
  return [
    step('§6.5.1', 'The attested credential data is whole.', judge(wordsOf(others), true)),
    step(
      '§6.5.1',
      'The credential public key is a COSE key as WebAuthn allows it.',
      judge(wordsOf(ofKey), data?.attested !== undefined),
    ),
  ]
}

function wordsOf(problems: readonly Problem[]): readonly string[] {
  return problems.map(({ place, text }) => `${place}: ${text}`)
}

function judgeRpIdHash(ceremony: Ceremony, { rpId, appId }: Expected): Judgement {
  const got = ceremony.authenticatorData?.rpIdHash
  if (!got) return doesNotApply('there is no rpIdHash to look at')
  const isAppId = ceremony.kind === 'get' && extensionResults(ceremony).appid === true
  const wanted = isAppId && appId !== null ? appId : rpId
  const value = { name: 'rpIdHash', got: toHex(got) }
  if (wanted === undefined)
    return onlyServerKnows('compare it with SHA-256 of your RP ID', [{ ...value, expected: null }])
  const hashed = hash('SHA-256', utf8(wanted))
  const values = [{ ...value, expected: `${toHex(hashed)}, SHA-256 of ${wanted}` }]
  return isEqual(got, hashed) ? ok('', values) : wrong(`not the hash of ${wanted}`, values)
}

function judgeUp({ up }: Flags, { needsPresence }: Expected): Judgement {
  if (up) return ok()
  return needsPresence
    ? wrong('UP is not set')
    : ok('UP may be missing in a conditional registration')
}

function judgeUv({ uv }: Flags, { userVerification }: Expected): Judgement {
  if (uv) return ok('the user was verified')
  if (userVerification === undefined)
    return onlyServerKnows('UV is not set: refuse it where you require user verification')
  return userVerification === 'required'
    ? wrong('UV is not set, and the options require user verification')
    : ok(`UV is not set, and the options do not require it: ${userVerification}`)
}

function judgeBackup({ be, bs }: Flags): Judgement {
  return bs && !be ? wrong('BS is set without BE') : ok(`BE ${mark(be)}, BS ${mark(bs)}`)
}

export function mark(isSet: boolean): string {
  return isSet ? 'is set' : 'is not set'
}
