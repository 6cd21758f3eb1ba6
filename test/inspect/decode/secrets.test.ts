import { expect, it } from 'vitest'
import { decodeCeremony } from '../../../src/inspect/decode/decode-ceremony'
import { WebAuthnClient } from '../../../src/main/webauthn/client/client'
import { sent } from '../../support/inspected'
import { assertionRequest, base64url, creation } from '../../support/webauthn-options'
import { webauthnPorts } from '../../support/webauthn-ports'

it('names what extensions keep and answer, and shows none of it', async () => {
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
