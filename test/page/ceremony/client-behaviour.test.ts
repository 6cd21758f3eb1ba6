/** The behaviour of the client that a session plays, as seen by a page. */
import { describe, expect, it } from 'vitest'
import { clientBehaviour } from '../../../src/page/client-behaviour'
import type { ClientName } from '../../../src/shared/client-name'
import { settle, testConnection, testGrants } from '../../support/page-bridge'
import { asCreate, asGet, testCeremonies } from '../../support/page-ceremonies'
import { GRANT } from '../../support/scripted-bridge'

const offer = { ...asGet, mediation: 'conditional' }
const silent = { ...asGet, mediation: 'silent' }
const upgrade = { ...asCreate, mediation: 'conditional' }

/** A paired page whose app answers. */
function pageOf(client: ClientName) {
  const grants = testGrants()
  grants.keep(GRANT, 'session')
  const parts = testConnection({ grants })
  parts.page.bridge.grants.set(GRANT.grant, GRANT.token)
  return testCeremonies({ behaviour: clientBehaviour(client) }, parts)
}

const outcomeOf = (call: Promise<unknown>) =>
  call.then(
    () => 'done',
    (error: unknown) => (error as DOMException).name,
  )

/** How two calls end. The app answers only the second. */
async function twoCalls(client: ClientName, first: object, second: object) {
  const { get, page } = pageOf(client)
  const { answer } = page.bridge
  page.bridge.answer = () => undefined
  const earlier = outcomeOf(get(first))
  await settle()
  page.bridge.answer = answer
  const later = await outcomeOf(get(second))
  return [await Promise.race([earlier, Promise.resolve('pending')]), later]
}

describe('two calls at once', () => {
  it.each([
    ['latchkey', 'a modal one over an offer', offer, asGet, ['AbortError', 'done']],
    ['chromium', 'a modal one over an offer', offer, asGet, ['pending', 'OperationError']],
    ['firefox', 'a modal one over an offer', offer, asGet, ['AbortError', 'done']],
    ['latchkey', 'two modal ones', asGet, asGet, ['pending', 'OperationError']],
    ['chromium', 'two modal ones', asGet, asGet, ['pending', 'OperationError']],
    ['firefox', 'two modal ones', asGet, asGet, ['AbortError', 'done']],
  ] as const)('%s: %s', async (client, _what, first, second, outcomes) => {
    expect(await twoCalls(client, first, second)).toEqual(outcomes)
  })
})

describe('a mediation that not every client has', () => {
  it('is silent: null, a question, or NotSupportedError', async () => {
    expect(await pageOf('latchkey').get(silent)).toBeNull()
    expect(await pageOf('chromium').get(silent)).toMatchObject({ type: 'public-key' })
    await expect(pageOf('firefox').get(silent)).rejects.toMatchObject({ name: 'NotSupportedError' })
  })

  it('is silent for a new passkey: a question, or NotSupportedError', async () => {
    const create = { ...asCreate, mediation: 'silent' }

    expect(await pageOf('chromium').create(create)).toMatchObject({ type: 'public-key' })
    await expect(pageOf('firefox').create(create)).rejects.toMatchObject({
      name: 'NotSupportedError',
    })
  })

  it('is an automatic upgrade', async () => {
    expect(await pageOf('latchkey').create(upgrade)).toMatchObject({ type: 'public-key' })
    await expect(pageOf('firefox').create(upgrade)).rejects.toMatchObject({
      name: 'NotSupportedError',
    })
  })
})
