/** What a relying party keeps of a passkey, read from the answer to its registration (WebAuthn §4, credential record). */
import { encodeBase64Url } from '../../shared/base64url'
import type { CeremonyDetail } from '../../shared/ceremony-detail'
import { readCeremony } from '../decode/ceremony'

export interface StoredCredential {
  /** COSE_Key, base64url. */
  readonly publicKey: string
  readonly signCount: number
}

/** undefined where the answer has no whole key. */
export function storedCredential(
  registration: CeremonyDetail['response'],
): StoredCredential | undefined {
  const data = readCeremony({ response: registration }).authenticatorData
  if (data?.attested === undefined) return undefined
  const { offset, length } = data.attested.publicKey.field
  const publicKey = encodeBase64Url(data.bytes.subarray(offset, offset + length))
  return { publicKey, signCount: data.signCount ?? 0 }
}
