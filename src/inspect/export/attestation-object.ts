import type { CeremonyDetail } from '../../shared/ceremony-detail'
import { isObject, textOf } from '../decode/response-members'

/** The attestation object of a registration, in base64url; undefined when the record has none. */
export function attestationObjectOf(response: CeremonyDetail['response']): string | undefined {
  const inner = isObject(response) ? response.response : undefined
  return isObject(inner) ? textOf(inner, 'attestationObject') : undefined
}
