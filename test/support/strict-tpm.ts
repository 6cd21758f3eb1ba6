/** The structures of a TPM (TPM 2.0 library, part 2) as a relying party reads them (WebAuthn §8.3). */
import { createPublicKey, type KeyObject } from 'node:crypto'
import { assert } from './strict-checks'

const CURVES: Readonly<Record<number, string>> = { 3: 'P-256', 4: 'P-384', 5: 'P-521' }

/** TPMT_PUBLIC (§12.2.4). */
export function readPublicArea(data: Buffer): KeyObject {
  const reader = new Reader(data)
  const type = reader.number(2)
  reader.take(2 + 4)
  reader.sized()
  reader.take(2 + 2)
  if (type === 0x0001) {
    reader.take(2)
    const e = reader.number(4) || 65_537
    const n = reader.sized()
    const exponent = Buffer.from(e.toString(16).padStart(6, '0'), 'hex')
    return jwk({ kty: 'RSA', n: text(n), e: text(exponent) })
  }
  assert.equal(type, 0x0023, 'RSA or ECC')
  const crv = CURVES[reader.number(2)] ?? assert.fail('the curve')
  reader.take(2)
  const [x, y] = [reader.sized(), reader.sized()]
  return jwk({ kty: 'EC', crv, x: text(x), y: text(y) })
}

/** TPMS_ATTEST (§10.12.8) of the type TPM_ST_ATTEST_CERTIFY. */
export function readCertifyInfo(data: Buffer): {
  readonly extraData: Buffer
  readonly name: Buffer
} {
  const reader = new Reader(data)
  assert.equal(reader.number(4), 0xff544347, '§8.3: magic')
  assert.equal(reader.number(2), 0x8017, '§8.3: type')
  reader.sized()
  const extraData = reader.sized()
  reader.take(8 + 4 + 4 + 1 + 8)
  return { extraData, name: reader.sized() }
}

class Reader {
  readonly #data: Buffer
  #at = 0

  constructor(data: Buffer) {
    this.#data = data
  }

  take(length: number): Buffer {
    assert(this.#at + length <= this.#data.length, 'cut off')
    return this.#data.subarray(this.#at, (this.#at += length))
  }

  number(length: number): number {
    return this.take(length).readUIntBE(0, length)
  }

  /** TPM2B. */
  sized(): Buffer {
    return this.take(this.number(2))
  }
}

function text(bytes: Buffer): string {
  return bytes.toString('base64url')
}

function jwk(key: Record<string, string>): KeyObject {
  return createPublicKey({ key, format: 'jwk' })
}
