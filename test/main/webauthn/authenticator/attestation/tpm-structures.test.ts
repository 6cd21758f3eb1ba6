import { createHash, generateKeyPairSync } from 'node:crypto'
import { expect, it } from 'vitest'
import {
  encodeCertifyInfo,
  encodePublicArea,
} from '../../../../../src/main/webauthn/authenticator/attestation/tpm-structures'

const clock = { clock: 0n, resetCount: 0, restartCount: 0, safe: 1, firmwareVersion: 1n }

function publicArea(): Uint8Array {
  const { publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
  return encodePublicArea(publicKey.export({ format: 'der', type: 'spki' }))
}

const sha256 = (...parts: readonly Uint8Array[]) =>
  createHash('sha256').update(Buffer.concat(parts)).digest()
const nameOf = (...parts: readonly Uint8Array[]) =>
  Buffer.concat([Buffer.from('000b', 'hex'), sha256(...parts)])

it('states the qualified names of the signer and of the key, as real TPMs do', () => {
  const [key, signer] = [publicArea(), publicArea()]
  const info = Buffer.from(encodeCertifyInfo(key, new Uint8Array(32), clock, signer))

  expect(info.readUInt16BE(6)).toBe(34)
  expect(info.subarray(8, 42)).toEqual(nameOf(Buffer.from('4000000b', 'hex'), nameOf(signer)))
  expect(info.subarray(-36, -34).readUInt16BE()).toBe(34)
  expect(info.subarray(-34)).toEqual(nameOf(Buffer.from('40000001', 'hex'), nameOf(key)))
})

it('can leave them empty', () => {
  const info = Buffer.from(encodeCertifyInfo(publicArea(), new Uint8Array(32), clock, null))

  expect(info.readUInt16BE(6)).toBe(0)
  expect(info.subarray(-2).readUInt16BE()).toBe(0)
})
