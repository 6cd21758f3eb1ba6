import { describe, expect, it } from 'vitest'
import { PageError } from '../../../src/page/errors'
import { createOptions, getOptions } from '../../../src/page/convert/ceremony-options'
import { convertArgument } from '../../../src/page/convert/web-idl'
import { creationOptionsSchema, requestOptionsSchema } from '../../../src/shared/webauthn-json'
import * as v from 'valibot'
import { creationOptions, requestOptions } from '../../support/page-options'

const create = (options: unknown) =>
  convertArgument(createOptions, options, ['CredentialsContainer', 'create'])
const get = (options: unknown) =>
  convertArgument(getOptions, options, ['CredentialsContainer', 'get'])

describe('the options of create()', () => {
  it('become the JSON that the bridge takes', () => {
    const { publicKey } = create({
      publicKey: creationOptions({
        excludeCredentials: [
          { type: 'public-key', id: Uint8Array.of(1), transports: ['internal'] },
        ],
        timeout: 60_000,
        extensions: { credProps: true },
      }),
    })

    expect(publicKey).toEqual({
      rp: { name: 'Example' },
      user: { id: 'AQID', name: 'ada@example.org', displayName: 'Ada' },
      challenge: 'BAUG',
      pubKeyCredParams: [{ type: 'public-key', alg: -7 }],
      excludeCredentials: [{ type: 'public-key', id: 'AQ', transports: ['internal'] }],
      timeout: 60_000,
      extensions: { credProps: true },
    })
    expect(v.is(creationOptionsSchema, publicKey)).toBe(true)
  })

  it('are read in the order of Web IDL, each once', () => {
    const read: string[] = []
    const log = (value: unknown, path: string): unknown =>
      typeof value !== 'object' || value === null || ArrayBuffer.isView(value)
        ? value
        : Array.isArray(value)
          ? value.map((item) => log(item, `${path}[]`))
          : new Proxy(value, {
              get: (target, key) => {
                read.push(`${path}${String(key)}`)
                return log(Reflect.get(target, key), `${path}${String(key)}.`)
              },
            })

    create(log({ publicKey: creationOptions({ authenticatorSelection: {} }) }, ''))

    expect(read.map((path) => path.replace('publicKey.', '-'))).toEqual([
      'federated',
      'mediation',
      'password',
      'publicKey',
      '-attestation',
      '-attestationFormats',
      '-authenticatorSelection',
      '-authenticatorSelection.authenticatorAttachment',
      '-authenticatorSelection.requireResidentKey',
      '-authenticatorSelection.residentKey',
      '-authenticatorSelection.userVerification',
      '-challenge',
      '-excludeCredentials',
      '-extensions',
      '-hints',
      '-pubKeyCredParams',
      '-pubKeyCredParams.[]alg',
      '-pubKeyCredParams.[]type',
      '-rp',
      '-rp.name',
      '-rp.id',
      '-timeout',
      '-user',
      '-user.name',
      '-user.displayName',
      '-user.id',
      'signal',
    ])
  })

  it.each(['rp', 'user', 'challenge', 'pubKeyCredParams'])('must have %s', (key) => {
    expect(() => create({ publicKey: creationOptions({ [key]: undefined }) })).toThrow(
      new PageError(
        'TypeError',
        `Failed to execute 'create' on 'CredentialsContainer': Failed to read the 'publicKey' property from 'CredentialCreationOptions': Failed to read the '${key}' property from 'PublicKeyCredentialCreationOptions': Required member is undefined.`,
      ),
    )
  })

  it('keep words that WebAuthn does not know, for the app to ignore', () => {
    const { publicKey } = create({
      publicKey: creationOptions({
        attestation: 'bogus',
        hints: ['bogus'],
        authenticatorSelection: { userVerification: 'bogus' },
      }),
    })

    expect(publicKey).toMatchObject({
      attestation: 'bogus',
      hints: ['bogus'],
      authenticatorSelection: { userVerification: 'bogus' },
    })
  })

  it('lose extensions that Latchkey does not have', () => {
    const { publicKey } = create({
      publicKey: creationOptions({ extensions: { payment: { isPayment: true } } }),
    })

    expect(publicKey?.extensions).toEqual({})
  })

  it('take any AbortSignal as their signal, and no other value', () => {
    const { signal } = new AbortController()

    expect(create({ publicKey: creationOptions(), signal }).signal).toBe(signal)
    expect(() => create({ publicKey: creationOptions(), signal: { aborted: false } })).toThrow(
      "Failed to convert value to 'AbortSignal'.",
    )
  })

  it.each([
    [60_000.9, 60_000],
    ['5', 5],
    [Number.NaN, 0],
    [Number.POSITIVE_INFINITY, 0],
    [-1, 4_294_967_295],
    [1e12, 3_567_587_328],
    [null, 0],
  ])('have a time-out of 32 bits: %s is %d', (timeout, sent) => {
    expect(create({ publicKey: creationOptions({ timeout }) }).publicKey).toMatchObject({
      timeout: sent,
    })
    expect(get({ publicKey: requestOptions({ timeout }) }).publicKey).toMatchObject({
      timeout: sent,
    })
  })

  it('refuse a mediation that Web IDL does not name', () => {
    expect(() => create({ publicKey: creationOptions(), mediation: 'immediate' })).toThrow(
      expect.objectContaining({ name: 'TypeError' }),
    )
  })
})

describe('the options of get()', () => {
  it('become the JSON that the bridge takes', () => {
    const { publicKey, mediation } = get({ publicKey: requestOptions({ rpId: 'example.org' }) })

    expect(publicKey).toEqual({
      challenge: 'BAUG',
      rpId: 'example.org',
    })
    expect(mediation).toBe('optional')
    expect(v.is(requestOptionsSchema, publicKey)).toBe(true)
  })

  it('keep credentials of an unknown type: such a list is not an empty one', () => {
    const allowCredentials = [{ type: 'x', id: Uint8Array.of(1) }]

    expect(get({ publicKey: requestOptions({ allowCredentials }) }).publicKey).toMatchObject({
      allowCredentials: [{ type: 'x', id: 'AQ' }],
    })
  })

  it('must have a challenge', () => {
    expect(() => get({ publicKey: {} })).toThrow(/'challenge'.*Required member is undefined/)
  })
})
