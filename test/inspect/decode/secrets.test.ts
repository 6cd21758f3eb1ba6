import { expect, it } from 'vitest'
import { coseParameters } from '../../../src/inspect/decode/cose-parameters'
import { decodeCeremony } from '../../../src/inspect/decode/decode-ceremony'
import { encodeCbor } from '../../../src/main/webauthn/encoding/cbor'
import { WebAuthnClient } from '../../../src/main/webauthn/client/client'
import { sent } from '../../support/inspected'
import { assertionRequest, base64url, creation } from '../../support/webauthn-options'
import { webauthnPorts } from '../../support/webauthn-ports'

it('names what extensions store and return, but does not show it', async () => {
  const client = new WebAuthnClient(webauthnPorts().ports)
  const blob = 'a blob that nobody sees'
  await client.create(creation({ extensions: { credBlob: base64url(blob), prf: {} } }))
  const request = assertionRequest({
    extensions: { getCredBlob: true, prf: { eval: { first: base64url('an input') } } },
  })
  const response = sent(await client.get(request))
  const { results } = response.clientExtensionResults.prf!
  const decoded = await decodeCeremony({ response, options: request.options })

  const shown = JSON.stringify(decoded)
  const secrets = [base64url(blob), Buffer.from(blob).toString('hex'), results!.first]
  for (const secret of [...secrets, base64url('an input')]) expect(shown).not.toContain(secret)
  expect(decoded.extensions).toMatchObject([
    { id: 'getCredBlob', authenticatorOutput: 'the credBlob: 23 bytes, not shown' },
    { id: 'prf', clientOutput: '{"results":{"first":"32 bytes, not shown"}}' },
  ])
})

it.each<[string, unknown]>([
  ['a text', base64url(Buffer.from([211, 212, 213]))],
  ['a typed array as JSON', { 0: 211, 1: 212, 2: 213 }],
  ['a list of numbers', [211, 212, 213]],
  ['a list of lists', [[211], [212]]],
  ['an object around it', { bytes: [211] }],
  ['a number', 211],
])('shows no secret that a page wrote as %s', async (_how, secret) => {
  const decoded = await decodeCeremony({
    response: {
      clientExtensionResults: {
        prf: { results: { first: secret, second: secret } },
        largeBlob: { blob: secret },
        hmacGetSecret: { output1: secret },
        getCredBlob: secret,
      },
    },
    options: {
      extensions: {
        prf: { evalByCredential: { id: { first: secret } } },
        largeBlob: { write: secret },
        hmacGetSecret: { salt1: secret, salt2: secret },
        getCredBlob: true,
      },
    },
  })

  expect(JSON.stringify(decoded)).not.toMatch(/09TV|21[123]/)
  expect(decoded.extensions.map(({ id }) => id)).toEqual([
    'prf',
    'largeBlob',
    'hmacGetSecret',
    'getCredBlob',
  ])
  expect(decoded.extensions.at(-1)).toMatchObject({
    asked: 'true',
    clientOutput: expect.stringContaining('not shown') as string,
  })
})

it('shows no private parameter of a key', () => {
  const key = encodeCbor(
    new Map<number, number | Uint8Array>([
      [1, 2],
      [-4, Uint8Array.of(211, 212, 213)],
    ]),
  )
  expect(coseParameters(key)).toEqual([
    { label: 1, name: 'kty', value: 'EC2 (2)', bytes: null },
    { label: -4, name: 'd', value: '3 bytes, not shown', bytes: null },
  ])
})
