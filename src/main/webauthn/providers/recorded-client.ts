/** What six recorded calls reveal about the client: its client data, and the page's object. */
import { CLIENT_DATA_MEMBERS } from '../authenticator/client-quirks'
import { made, type Finding, type ReadCalls } from './recorded-calls'

/** Each row returns what the calls reveal, or null. */
export const CLIENT_ROWS: readonly ((calls: ReadCalls) => Finding | null)[] = [
  clientData,
  objectShape,
]

/** Chrome adds it only sometimes. */
const GREASE = 'other_keys_can_be_added_here'

function clientData(calls: ReadCalls): Finding | null {
  const answers = [...made(calls), calls.discovered, calls.named].filter((one) => one !== null)
  const texts = answers.map(({ recorded }) =>
    Buffer.from(recorded.clientDataJSON, 'base64url').toString(),
  )
  const [first] = texts
  if (first === undefined) return null
  const members = Object.entries(readMembers(first))
  const names = members.map(([name]) => name)
  const own: readonly string[] = [...CLIENT_DATA_MEMBERS, 'topOrigin', GREASE]
  const order = names.flatMap((name) => CLIENT_DATA_MEMBERS.find((one) => one === name) ?? [])
  const extra = members.flatMap(([name, value]) =>
    typeof value === 'string' && value !== '' && !own.includes(name) ? [[name, value]] : [],
  )
  return {
    about: 'The members of its client data, their order, and how slashes are written.',
    knobs: {
      memberOrder: [...order, ...CLIENT_DATA_MEMBERS.filter((name) => !order.includes(name))],
      crossOrigin: names.includes('crossOrigin') ? 'always' : 'when-true',
      escapedSlashes: first.includes('\\/'),
      extraMembers: Object.fromEntries(extra) as Record<string, string>,
      ...(texts.some((text) => text.includes(GREASE)) && { greaseProbability: 0.2 }),
    },
  }
}

/** @throws {RangeError} when the client data are not a JSON object. */
function readMembers(text: string): Record<string, unknown> {
  try {
    const value: unknown = JSON.parse(text)
    if (typeof value === 'object' && value !== null) return value as Record<string, unknown>
  } catch {
    // The error is thrown below.
  }
  throw new RangeError('the client data are not a JSON object')
}

function objectShape(calls: ReadCalls): Finding | null {
  const [first] = made(calls)
  if (!first) return null
  const { toJson, publicKey, authenticatorDataBytes } = first.recorded
  const isShortened = authenticatorDataBytes !== null && authenticatorDataBytes < first.dataBytes
  return {
    about: 'What the credential object has, and what its methods return.',
    knobs: {
      toJson,
      publicKey: publicKey === null ? 'null' : publicKeyKind(publicKey),
      authenticatorData: isShortened ? 'without-attested-data' : 'whole',
    },
  }
}

/** SubjectPublicKeyInfo is a SEQUENCE in DER; a COSE key is a map in CBOR. */
function publicKeyKind(publicKey: string): 'spki' | 'cose' {
  return Buffer.from(publicKey, 'base64url')[0] === 0x30 ? 'spki' : 'cose'
}
