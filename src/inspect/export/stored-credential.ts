/** The credential record of a relying party (WebAuthn §4), read from the response of the registration. */
import { encodeBase64Url } from '../../shared/base64url'
import type { CeremonyDetail } from '../../shared/ceremony-detail'
import { readCeremony } from '../decode/ceremony'

export interface StoredCredential {
  /** COSE_Key, base64url. */
  readonly publicKey: string
  readonly signCount: number
}

/** undefined when the response has no complete key. */
export function storedCredential(
  registration: CeremonyDetail['response'],
): StoredCredential | undefined {
  const data = readCeremony({ response: registration }).authenticatorData
  if (data?.attested === undefined) return undefined
  const { offset, length } = data.attested.publicKey.field
  const publicKey = encodeBase64Url(data.bytes.subarray(offset, offset + length))
  return { publicKey, signCount: data.signCount ?? 0 }
}
