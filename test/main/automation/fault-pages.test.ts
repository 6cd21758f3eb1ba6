/** Faults over the bridge: the script of a page makes an object of every answer that it gets. */
import { expect, it } from 'vitest'
import type { BridgeMessage } from '../../../src/shared/bridge-messages'
import { decodeBase64Url } from '../../../src/shared/base64url'
import { FAULTS } from '../../../src/shared/fault'
import type { FaultOutcome } from '../../../src/shared/fault-outcome'
import { DrivenSession } from '../../support/driven-session'

const session = DrivenSession.forEachTest()

const rows = FAULTS.filter(({ place }) => place !== 'timing').flatMap((fault) =>
  fault.ceremonies.map((ceremony) => ({ ...fault, ceremony })),
)

/** The members that `createCredential` of the page's script reads. */
function readAsPage(answer: BridgeMessage): void {
  if (answer.t !== 'result' || !answer.credential) throw new Error(JSON.stringify(answer))
  const { id, rawId, type, response, clientExtensionResults } = answer.credential
  expect([id, type].every((member) => typeof member === 'string')).toBe(true)
  expect(typeof clientExtensionResults).toBe('object')
  const { clientDataJSON, authenticatorData } = response
  const own = 'signature' in response ? response.signature : response.attestationObject
  for (const text of [rawId, clientDataJSON, authenticatorData, own])
    expect(decodeBase64Url(text)).toBeInstanceOf(Uint8Array)
}

it.each(rows)('$id in $ceremony()', async ({ id, ceremony, needs }) => {
  const page = await session.page()
  const verified = { residentKey: 'required', userVerification: 'required' }
  const fields = { authenticatorSelection: verified, attestation: 'direct' }
  if (ceremony === 'get') await page.create('ada', fields)
  await session.value('POST', 'faults', { fault: id })

  const answer =
    ceremony === 'create'
      ? await page.create('grace', fields)
      : await page.get({ userVerification: 'required' })

  readAsPage(answer)
  const finished = await session.wait({ event: 'ceremonyFinished', where: { ceremony } })
  const { fault } = finished as unknown as { readonly fault: FaultOutcome }
  if (needs?.includes('a ceremony without a page'))
    expect(fault).toMatchObject({ notApplied: 'a page gets an object, which cannot be so' })
  else expect(fault.id).toBe(id)
})
