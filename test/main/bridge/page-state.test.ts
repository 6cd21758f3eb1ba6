import { describe, expect, it } from 'vitest'
import { startBridge } from '../../support/bridge'
import { BridgePage, hello } from '../../support/bridge-page'

describe('a message out of order closes the socket with 1008', () => {
  it.each([
    { t: 'auth', proof: 'A'.repeat(43) },
    { t: 'pair', id: 1, name: '' },
    { t: 'create', id: 1, options: {} },
    { t: 'signal', id: 1, kind: 'unknownCredential', options: {} },
    { t: 'abort', id: 1 },
    { t: 'echo', id: 1 },
  ])('before hello: $t', async (message) => {
    const { port, ports } = await startBridge()
    const page = await BridgePage.open({ port })

    page.send(message)

    expect(await page.closed).toMatchObject({ code: 1008 })
    expect([ports.asked, ports.sent, ports.pairings]).toEqual([[], [], []])
  })

  it('on a second hello', async () => {
    const { port } = await startBridge()
    const page = await BridgePage.unpaired({ port })

    page.send(hello())

    expect(await page.closed).toMatchObject({ code: 1008 })
  })

  it('on auth without a challenge', async () => {
    const { port } = await startBridge()
    const page = await BridgePage.unpaired({ port })

    page.send({ t: 'auth', proof: 'A'.repeat(43) })

    expect(await page.closed).toMatchObject({ code: 1008 })
  })

  it('on a second auth', async () => {
    const { port, ports } = await startBridge()
    const page = await BridgePage.ready({ port }, ports.keepGrant())

    page.send({ t: 'auth', proof: 'A'.repeat(43) })

    expect(await page.closed).toMatchObject({ code: 1008 })
  })

  it('on pair instead of a proof', async () => {
    const { port, ports } = await startBridge()
    const { page } = await BridgePage.challenged({ port }, ports.keepGrant())

    page.send({ t: 'pair', id: 1, name: '' })

    expect(await page.closed).toMatchObject({ code: 1008 })
  })
})
