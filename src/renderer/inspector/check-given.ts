/** What the user pastes to check a ceremony, as a relying party knows it. */
import type { Given } from '../../inspect/check/expectations'
import type { PasskeySummary } from '../../shared/passkey'

/** The fields of the form, as the user typed them. */
export interface PastedValues {
  readonly challenge: string
  /** One or more origins, with spaces or commas between them. */
  readonly origins: string
  /** COSE_Key or SubjectPublicKeyInfo, in base64url or base64. */
  readonly publicKey: string
  readonly signCount: string
}

export const NOTHING_PASTED: PastedValues = {
  challenge: '',
  origins: '',
  publicKey: '',
  signCount: '',
}

/** A signature counter has 32 bits (WebAuthn §6.1). */
const HIGHEST_COUNT = 0xffff_ffff

/** Empty fields count as not known, as does a counter with a fault. */
export function givenOf(pasted: PastedValues): Given {
  const origins = pasted.origins.split(/[\s,]+/).filter(Boolean)
  const publicKey = base64url(pasted.publicKey)
  const signCount = counterOf(pasted.signCount)
  const challenge = base64url(pasted.challenge)
  const record = {
    ...(publicKey !== '' && { publicKey }),
    ...(signCount !== null && { signCount }),
  }
  return {
    ...(origins.length > 0 && { origins }),
    ...(challenge !== '' && { challenge }),
    ...(Object.keys(record).length > 0 && { record }),
  }
}

/**
 * Adds what Latchkey keeps of the passkey. What the user pasted stands before it. A counter is left out: the sign-in has
 * changed it. A passkey without one states 0 each time.
 *
 * @param kept undefined where the passkey is not kept.
 */
export function withKept(given: Given, kept: PasskeySummary | undefined): Given {
  if (kept === undefined) return given
  const { id, userHandle, backupEligible, signCount } = kept
  const record = { id, userHandle, backupEligible, ...(signCount === null && { signCount: 0 }) }
  return { ...given, record: { ...record, ...given.record } }
}

/** What people copy from a database is often base64, with padding. */
function base64url(text: string): string {
  return text.replace(/\s/g, '').replaceAll('+', '-').replaceAll('/', '_').replace(/=+$/, '')
}

/** Why the text is no signature counter; undefined where it is one, or is empty. */
export function counterFault(text: string): string | undefined {
  return text.trim() === '' || counterOf(text) !== null
    ? undefined
    : `The counter is a whole number up to ${HIGHEST_COUNT}.`
}

function counterOf(text: string): number | null {
  const count = /^\d+$/.test(text.trim()) ? Number(text) : Infinity
  return count <= HIGHEST_COUNT ? count : null
}
