/** The data that the window gets about a passkey that a page made over a real bridge. */
import { expect, it } from 'vitest'
import { readAttestation, readAuthenticatorData } from '../../support/authenticator-answers'
import { servingNothing } from '../../support/related-origins'
import { startSignalling } from '../../support/signalling-page'
import { vaultHome } from '../../support/vault-home'
import { creationOptions } from '../../support/webauthn-options'

it('is the key and the attestation that the page received, even after a restart', async () => {
  const world = await startSignalling(servingNothing, await vaultHome())
  const { page } = await world.page()
  world.latchkey.script.answerNext(() => ({ given: true }))
  const options = creationOptions({ attestation: 'direct' })
  const answer = await page.ask({ t: 'create', id: 1, options })
  const { id, response } = (answer as unknown as { credential: Registration }).credential

  const { vault } = world.latchkey
  await vault.close()
  await vault.open()
  const facts = await world.window().passkeyFacts(id)

  const attested = readAttestation(Buffer.from(response.attestationObject, 'base64url'))
  const { aaguid } = readAuthenticatorData(attested.authenticatorData)
  expect(facts).toMatchObject({
    publicKey: { spki: response.publicKey },
    attestation: { format: attested.format, provider: 'Latchkey' },
  })
  expect(facts.transports.toSorted()).toEqual(response.transports.toSorted())
  expect(facts.attestation?.aaguid.replaceAll('-', '')).toBe(Buffer.from(aaguid!).toString('hex'))
})

interface Registration {
  readonly id: string
  readonly response: {
    readonly attestationObject: string
    readonly publicKey: string
    readonly transports: readonly string[]
  }
}
