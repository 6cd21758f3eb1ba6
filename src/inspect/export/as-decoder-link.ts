/** A link that opens the attestation object in a CBOR decoder on the web. */
import { decodeBase64Url, isBase64Url } from '../../shared/base64url'
import { toHex } from '../decode/bytes'
import { withholdSecrets } from '../withhold/withhold-secrets'
import { attestationObjectOf } from './attestation-object'
import type { ExportedCeremony } from './exported-ceremony'

/**
 * Its script reads the part after `#`, which browsers do not send to the server (github.com/Nullus157/cbor.nemo157.com, pull
 * request 489).
 */
const DECODER = 'https://cbor.nemo157.com/'

/** The attestation object is not secret: relying parties store it. Secrets of extensions in it are replaced with zeros. */
export function asDecoderLink({ detail }: ExportedCeremony): string {
  const { response } = withholdSecrets(detail.options, detail.response)
  const text = attestationObjectOf(response) ?? ''
  const hex = isBase64Url(text) ? toHex(decodeBase64Url(text)) : ''
  return `${DECODER}#type=hex&value=${hex}`
}
