/** The values that the user pastes to check a ceremony, which a relying party knows. */
import type { Given } from '../../inspect/check/expectations'
import { challengeFault, keyTextFault, rpIdFault } from '../../inspect/check/given-faults'
import { statedRpId } from '../../inspect/decode/stated-rp-id'
import { isObject, textOf } from '../../inspect/decode/response-members'
import type { ActivityEntry } from '../../shared/activity'
import type { PasskeySummary } from '../../shared/passkey'
import { originAdvice } from '../../shared/written-origin'

/** The fields of the form, as the user typed them. */
export interface PastedValues {
  readonly challenge: string
  /** One or more origins, with spaces or commas between them. */
  readonly origins: string
  readonly rpId: string
  /** COSE_Key or SubjectPublicKeyInfo, in base64url or base64. */
  readonly publicKey: string
  readonly signCount: string
}

export const NOTHING_PASTED: PastedValues = {
  challenge: '',
  origins: '',
  rpId: '',
  publicKey: '',
  signCount: '',
}

/** A signature counter has 32 bits (WebAuthn §6.1). */
const HIGHEST_COUNT = 0xffff_ffff

/** Empty fields count as not known, as do fields with a fault. */
export function givenOf(pasted: PastedValues): Given {
  const faults = faultsOf(pasted)
  const usable = (name: keyof PastedValues) => (faults[name] === undefined ? pasted[name] : '')
  const origins = originsIn(usable('origins'))
  const publicKey = base64url(usable('publicKey'))
  const signCount = counterOf(usable('signCount'))
  const challenge = base64url(usable('challenge'))
  const rpId = usable('rpId').trim()
  const record = {
    ...(publicKey !== '' && { publicKey }),
    ...(signCount !== null && { signCount }),
  }
  return {
    ...(origins.length > 0 && { origins }),
    ...(challenge !== '' && { challenge }),
    ...(rpId !== '' && { rpId }),
    ...(Object.keys(record).length > 0 && { record }),
  }
}

/**
 * Adds the values that Latchkey keeps of the passkey. Values that the user pasted take precedence. Leaves out a counter,
 * because the sign-in has changed it. A passkey without a counter always states 0.
 *
 * @param kept undefined if Latchkey does not keep the passkey.
 */
export function withKept(given: Given, kept: PasskeySummary | undefined): Given {
  if (kept === undefined) return given
  const { id, userHandle, backupEligible, signCount } = kept
  const record = { id, userHandle, backupEligible, ...(signCount === null && { signCount: 0 }) }
  return { ...given, record: { ...record, ...given.record } }
}

/** Values copied from a database are often base64 with padding. */
function base64url(text: string): string {
  return text.replace(/\s/g, '').replaceAll('+', '-').replaceAll('/', '_').replace(/=+$/, '')
}

/** Why a field cannot be used; without the fields that can, or are empty. */
export function faultsOf(pasted: PastedValues): Partial<Record<keyof PastedValues, string>> {
  const fault = (name: keyof PastedValues, subject: string, ending: string | undefined) =>
    pasted[name].trim() === '' || ending === undefined ? {} : { [name]: `${subject} ${ending}` }
  return {
    ...fault('challenge', 'The challenge', challengeFault(base64url(pasted.challenge))),
    ...fault('origins', 'The origin', originsFault(pasted.origins)),
    ...fault('rpId', 'The RP ID', rpIdFault(pasted.rpId.trim())),
    ...fault('publicKey', 'The public key', keyTextFault(base64url(pasted.publicKey))),
    ...fault('signCount', 'The counter', counterFault(pasted.signCount)),
  }
}

function originsIn(text: string): readonly string[] {
  return text.split(/[\s,]+/).filter(Boolean)
}

/** An app may have an origin of another scheme: `android:apk-key-hash:…`. */
const OTHER_SCHEME = /^(?!https?:)[a-z][a-z\d+.-]*:\D/i

function originsFault(text: string): string | undefined {
  for (const origin of originsIn(text)) {
    const advice = OTHER_SCHEME.test(origin) ? undefined : originAdvice(origin, originOf)
    if (advice !== undefined) return `“${origin}” is none: ${advice}.`
  }
  return undefined
}

function originOf(url: string): string | undefined {
  return URL.canParse(url) ? new URL(url).origin : undefined
}

function counterFault(text: string): string | undefined {
  return counterOf(text) === null ? `is a whole number up to ${HIGHEST_COUNT}.` : undefined
}

function counterOf(text: string): number | null {
  const count = /^\d+$/.test(text.trim()) ? Number(text) : Infinity
  return count <= HIGHEST_COUNT ? count : null
}

/** The values that are known without the user, and their sources. */
export interface KnownValues {
  readonly entry: Pick<ActivityEntry, 'origin'>
  readonly options: unknown
  /** When the passkey was created, in words, if the record has its public key. */
  readonly keySince: string | undefined
  /** Whether Latchkey keeps the passkey and the passkey has no counter. */
  readonly hasNoCounter: boolean
}

/** The source of each field's value. */
export function sourcesOf(
  pasted: PastedValues,
  { entry, options, keySince, hasNoCounter }: KnownValues,
): Readonly<Record<keyof PastedValues, string>> {
  const asked = isObject(options) ? options : undefined
  const stated = statedRpId(asked)
  const unpasted: Readonly<Record<keyof PastedValues, string>> = {
    challenge: asked && textOf(asked, 'challenge') !== undefined ? 'From the request' : NOT_KNOWN,
    origins: entry.origin === null ? NOT_KNOWN : `The page’s: ${entry.origin}`,
    rpId: stated === undefined ? 'The host of the origin' : `From the request: ${stated}`,
    publicKey: keySince === undefined ? NOT_KNOWN : `From the passkey’s creation, ${keySince}`,
    signCount: hasNoCounter ? 'The kept passkey has no counter' : NOT_KNOWN,
  }
  const isPasted = (name: keyof PastedValues) => pasted[name].trim() !== ''
  return {
    challenge: isPasted('challenge') ? PASTED : unpasted.challenge,
    origins: isPasted('origins') ? PASTED : unpasted.origins,
    rpId: isPasted('rpId') ? PASTED : unpasted.rpId,
    publicKey: isPasted('publicKey') ? PASTED : unpasted.publicKey,
    signCount: isPasted('signCount') ? PASTED : unpasted.signCount,
  }
}

const NOT_KNOWN = 'Not known'
const PASTED = 'Pasted'
