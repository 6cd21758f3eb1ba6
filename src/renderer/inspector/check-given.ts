/** What the user pastes to check a ceremony, as a relying party knows it. */
import type { Given } from '../../inspect/check/expectations'
import type { ActivityEntry } from '../../shared/activity'
import type { CeremonyDetail } from '../../shared/ceremony-detail'

/** The fields of the form, as the user typed them. */
export interface PastedValues {
  readonly challenge: string
  /** One or more origins, with spaces or commas between them. */
  readonly origins: string
  /** COSE_Key or SubjectPublicKeyInfo, in base64url or base64. */
  readonly publicKey: string
  readonly signCount: string
}

/** Empty fields count as not known. The page's own origin stands in for an empty one. */
export function givenOf(
  pasted: PastedValues,
  entry: Pick<ActivityEntry, 'at' | 'origin'>,
  detail: CeremonyDetail,
): Given {
  const origins = pasted.origins.split(/[\s,]+/).filter(Boolean)
  const own = entry.origin === null ? [] : [entry.origin]
  const publicKey = base64url(pasted.publicKey)
  const signCount = wholeNumber(pasted.signCount)
  const challenge = base64url(pasted.challenge)
  const record = {
    ...(publicKey !== '' && { publicKey }),
    ...(signCount !== null && { signCount }),
  }
  return {
    now: entry.at,
    origins: origins.length > 0 ? origins : own,
    isConditional: detail.mediation === 'conditional',
    ...(challenge !== '' && { challenge }),
    ...(Object.keys(record).length > 0 && { record }),
  }
}

/** What people copy from a database is often base64, with padding. */
function base64url(text: string): string {
  return text.replace(/\s/g, '').replaceAll('+', '-').replaceAll('/', '_').replace(/=+$/, '')
}

function wholeNumber(text: string): number | null {
  return /^\d+$/.test(text.trim()) ? Number(text) : null
}
