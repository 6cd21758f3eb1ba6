import { describe, expect, it } from 'vitest'
import { startBridge } from '../../support/bridge'
import { BridgePage } from '../../support/bridge-page'

describe('capabilities', () => {
  const ask = { t: 'capabilities', id: 1 }

  it('tell a ready page the capabilities of the authenticators at that moment', async () => {
    const { port, ports } = await startBridge()
    const page = await BridgePage.ready({ port }, ports.keepGrant())
    const answer = () => ({ t: 'capabilities', id: 1, capabilities: ports.canDo })
    expect(await page.ask(ask)).toEqual(answer())

    ports.canDo = { ...ports.canDo, userVerifyingPlatformAuthenticator: false }

    expect(await page.ask(ask)).toEqual(answer())
  })

  it('are sent while the vault is locked', async () => {
    const { port, ports } = await startBridge()
    const page = await BridgePage.ready({ port }, ports.keepGrant())
    ports.lock()
    await page.next()

    expect(await page.ask(ask)).toMatchObject({ t: 'capabilities' })
  })

  it('are not told to a page without a grant', async () => {
    const { port } = await startBridge()
    const page = await BridgePage.unpaired({ port })

    expect(await page.ask(ask)).toMatchObject({ t: 'error', id: 1, name: 'NotAllowedError' })
  })
})
