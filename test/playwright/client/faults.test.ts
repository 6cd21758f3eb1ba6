import { expect, it } from 'vitest'
import { FAULTS } from '../../../src/shared/fault'
import { clientSessionForEachTest } from '../../support/client-session'
import { creationOptions, requestOptions } from '../../support/webauthn-options'

const session = clientSessionForEachTest()
const page = { origin: 'https://example.org' }

it('gives the next answers a fault, and says what was changed', async () => {
  const { passkeys } = session
  await passkeys.create(creationOptions(), page)
  await passkeys.fault('signature-empty', { times: 2 })
  expect(await passkeys.armedFaults()).toEqual([{ id: 'signature-empty', left: 2, origin: null }])

  const { response } = await passkeys.get(requestOptions(), page)

  expect(response.signature).toBe('')
  const { fault } = await passkeys.waitForCeremony('get')
  expect(fault).toMatchObject({ changes: [{ what: 'signature', to: 'empty' }] })
  expect(await passkeys.disarmFault('signature-empty', page)).toBe(false)
  expect(await passkeys.disarmFault('signature-empty')).toBe(true)
  expect(await passkeys.armedFaults()).toEqual([])
  await passkeys.fault('uv-not-set')
  await passkeys.disarmFaults()
  expect(await passkeys.armedFaults()).toEqual([])
})

it('holds an answer back by the session’s clock', async () => {
  const { passkeys } = session
  await passkeys.setClock({ stopped: true })
  await passkeys.fault('answer-late')
  const asked = passkeys.create({ ...creationOptions(), timeout: 60_000 }, page)
  const { fault: holding, delayMs } = await passkeys.waitFor('answerHeldBack')
  expect({ holding, delayMs }).toEqual({ holding: 'answer-late', delayMs: 660_000 })
  await passkeys.setClock({ advance: delayMs })

  await asked
  const { fault } = await passkeys.waitForCeremony('create')
  expect(fault).toMatchObject({
    changes: [{ what: 'time of the answer', from: 'at once', to: 'after 660 seconds' }],
  })
})

it('knows every fault', async () => {
  expect(await session.passkeys.knownFaults()).toEqual(FAULTS)
})

it('refuses a fault that there is not', async () => {
  const arming = session.passkeys.fault('no-such-fault' as never)

  await expect(arming).rejects.toMatchObject({ code: 'invalid argument' })
})
