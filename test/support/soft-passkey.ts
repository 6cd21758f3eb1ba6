/** The tests' own passkey, without any code of Latchkey, to judge a relying party. */
import { createHash, generateKeyPairSync, randomBytes, sign } from 'node:crypto'
import { Encoder } from 'cbor-x'
import type { RegistrationResponse, SignInResponse } from '../../demo/schemas'

const cbor = new Encoder({
  useRecords: false,
  mapsAsObjects: false,
  tagUint8Array: false,
  variableMapSize: true,
})

interface CreationOptions {
  readonly challenge: string
  readonly user: { readonly id: string }
}

interface RequestOptions {
  readonly challenge: string
}

interface Assertion {
  readonly origin?: string
  readonly rpId?: string
  /** undefined leaves it out. */
  readonly userHandle?: string | undefined
  readonly signCount?: number
  /** Flips a bit of the signature. */
  readonly damaged?: boolean
}

export class SoftPasskey {
  readonly id = randomBytes(32).toString('base64url')
  userHandle = ''
  readonly #keys = generateKeyPairSync('ec', { namedCurve: 'P-256' })
  readonly #origin: string

  constructor(origin: string) {
    this.#origin = origin
  }

  /** RegistrationResponseJSON with attestation `none`. */
  register({ challenge, user }: CreationOptions, origin = this.#origin): RegistrationResponse {
    this.userHandle = user.id
    const attested = Buffer.concat([
      Buffer.alloc(16),
      Buffer.from([0, 32]),
      Buffer.from(this.id, 'base64url'),
      this.#coseKey(),
    ])
    const attestationObject = cbor.encode(
      new Map<string, unknown>([
        ['fmt', 'none'],
        ['attStmt', new Map()],
        ['authData', new Uint8Array(Buffer.concat([header('localhost', 0x5d, 0), attested]))],
      ]),
    )
    return {
      id: this.id,
      rawId: this.id,
      type: 'public-key',
      response: {
        clientDataJSON: clientData('webauthn.create', challenge, origin).toString('base64url'),
        attestationObject: Buffer.from(attestationObject).toString('base64url'),
        transports: ['internal', 'hybrid'],
      },
      clientExtensionResults: { credProps: { rk: true } },
    }
  }

  /** AuthenticationResponseJSON; give only the fields that should be wrong. */
  signIn({ challenge }: RequestOptions, assertion: Assertion = {}): SignInResponse {
    const { origin = this.#origin, rpId = 'localhost', signCount = 0, damaged = false } = assertion
    const userHandle = 'userHandle' in assertion ? assertion.userHandle : this.userHandle
    const authData = header(rpId, 0x1d, signCount)
    const client = clientData('webauthn.get', challenge, origin)
    const signed = Buffer.concat([authData, createHash('sha256').update(client).digest()])
    const signature = sign('sha256', signed, this.#keys.privateKey)
    // The last byte is part of s, so the DER stays well formed.
    if (damaged)
      signature.writeUInt8(signature.readUInt8(signature.length - 1) ^ 1, signature.length - 1)
    return {
      id: this.id,
      rawId: this.id,
      type: 'public-key',
      response: {
        clientDataJSON: client.toString('base64url'),
        authenticatorData: authData.toString('base64url'),
        signature: signature.toString('base64url'),
        ...(userHandle !== undefined && { userHandle }),
      },
      clientExtensionResults: {},
    }
  }

  #coseKey(): Uint8Array {
    const { x = '', y = '' } = this.#keys.publicKey.export({ format: 'jwk' })
    return cbor.encode(
      new Map<number, unknown>([
        [1, 2],
        [3, -7],
        [-1, 1],
        [-2, new Uint8Array(Buffer.from(x, 'base64url'))],
        [-3, new Uint8Array(Buffer.from(y, 'base64url'))],
      ]),
    )
  }
}

function header(rpId: string, flags: number, signCount: number): Buffer {
  const counter = Buffer.alloc(4)
  counter.writeUInt32BE(signCount)
  return Buffer.concat([createHash('sha256').update(rpId).digest(), Buffer.from([flags]), counter])
}

function clientData(type: string, challenge: string, origin: string): Buffer {
  return Buffer.from(JSON.stringify({ type, challenge, origin, crossOrigin: false }))
}
