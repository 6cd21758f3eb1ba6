/** Facts that a page must not learn from the messages of the bridge (WebAuthn §14.5.1, §14.6.3). */
import fc from 'fast-check'
import { expect, it } from 'vitest'
import { errorMessage } from '../../../../src/main/bridge/page-errors'
import { create } from '../../../../src/main/webauthn/client/create'
import { get } from '../../../../src/main/webauthn/client/get'
import { fuzz } from '../../../support/fuzz'
import { hiddenPasskey, passkey } from '../../../support/passkeys'
import { randomAuthenticator } from '../../../support/random-authenticator'
import { assertionRequest, creation, descriptor } from '../../../support/webauthn-options'
import { decline, webauthnPorts } from '../../../support/webauthn-ports'

const id = new Uint8Array(16)
const named = passkey({
  credentialId: id,
  discoverable: false,
  backupEligible: false,
  backedUp: false,
})
/** The passkey is kept, absent, of another relying party, or hidden. All cases must look the same. */
const stores = fc.constantFrom(
  [named],
  [],
  [{ ...named, rpId: 'example.com' }],
  [hiddenPasskey(named)],
)
const verification = fc.constantFrom('preferred', 'discouraged', 'required')

it('a page does not learn whether a named passkey is kept when the user declines', () =>
  fc.assert(
    fc.asyncProperty(randomAuthenticator, stores, stores, verification, async (...drawn) => {
      const [authenticator, one, other, userVerification] = drawn
      const request = { allowCredentials: [descriptor(id)], userVerification }
      const seen = async (passkeys: typeof one) => {
        const { ports, asked } = webauthnPorts({ passkeys, authenticator, answer: decline })
        const ended = await get(assertionRequest(request), ports).catch((error: unknown) =>
          errorMessage(1, error),
        )
        return { ended, questions: asked.length }
      }

      expect(await seen(one)).toEqual(await seen(other))
    }),
    fuzz(100),
  ))

it('a page does not learn whether an excluded passkey is kept when the user declines', () =>
  fc.assert(
    fc.asyncProperty(stores, stores, verification, async (one, other, userVerification) => {
      const options = {
        excludeCredentials: [descriptor(id)],
        authenticatorSelection: { userVerification },
      }
      const seen = async (passkeys: typeof one) => {
        const { ports, asked } = webauthnPorts({ passkeys, answer: decline })
        const ended = await create(creation(options), ports).catch((error: unknown) =>
          errorMessage(1, error),
        )
        return { ended, questions: asked.length }
      }

      expect(await seen(one)).toEqual(await seen(other))
    }),
    fuzz(100),
  ))

it('a page learns about an excluded passkey only after the user agreed', async () => {
  const { ports, asked } = webauthnPorts({ passkeys: [named] })
  const order: string[] = []
  const consent: typeof ports.consent = {
    ask: async (question, signal) => {
      const answer = await ports.consent.ask(question, signal)
      order.push('answered')
      return answer
    },
  }
  const options = { excludeCredentials: [descriptor(id)] }
  await create(creation(options), { ...ports, consent }).catch((error: unknown) =>
    order.push((error as Error).name),
  )

  expect(order).toEqual(['answered', 'InvalidStateError'])
  expect(asked).toMatchObject([{ kind: 'already-registered' }])
})
