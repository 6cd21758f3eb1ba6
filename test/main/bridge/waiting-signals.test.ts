import { describe, expect, it } from 'vitest'
import { WebAuthnError } from '../../../src/main/webauthn/errors'
import { ORIGIN, startBridge } from '../../support/bridge'
import { BridgePage } from '../../support/bridge-page'

const MINUTE_MS = 60_000

describe('signals that arrive while the vault is locked', () => {
  it('are answered at once, and applied in order after unlock', async () => {
    const { page, ports, heard } = await lockedPage()

    expect(await page.ask(signal(1))).toEqual({ t: 'result', id: 1, credential: null })
    expect(await page.ask(signal(2))).toEqual({ t: 'result', id: 2, credential: null })
    expect(heard()).toEqual([])
    ports.unlock()
    await page.settled()

    expect(heard()).toEqual([{ number: 1 }, { number: 2 }])
    expect(ports.reasons).toEqual([])
  })

  it('are applied before signals that are sent after unlock', async () => {
    const { page, ports, heard } = await lockedPage()
    await page.ask(signal(1))
    const send = ports.ceremonies.signal
    let applied: () => void = () => undefined
    ports.ceremonies.signal = async (...call) => {
      await send(...call)
      if (call[3] === 'now' && heard().length === 1)
        await new Promise<void>((resolve) => (applied = resolve))
    }

    ports.unlock()
    await page.next()
    page.send(signal(2))
    await page.settled()
    expect(heard()).toEqual([{ number: 1 }])
    applied()
    await page.settled()

    expect(heard()).toEqual([{ number: 1 }, { number: 2 }])
  })

  it('are applied even when their page has closed', async () => {
    const { page, ports, heard, bridge } = await lockedPage()
    await page.ask(signal(1))
    const gone = new Promise<void>((resolve) => bridge.onConnectionsChange(resolve))
    page.socket.close()
    await gone

    ports.unlock()
    await new Promise((resolve) => setImmediate(resolve))

    expect(heard()).toEqual([{ number: 1 }])
  })

  it('are dropped after ten minutes, with the reason in the record', async () => {
    const { page, ports, clock, heard } = await lockedPage()
    await page.ask(signal(1))

    await page.outlast(clock, 10 * MINUTE_MS)
    ports.unlock()
    await page.settled()

    expect(heard()).toEqual([])
    expect(ports.reports).toMatchObject([
      {
        kind: 'signal',
        signal: 'unknownCredential',
        outcome: 'refused',
        reason: 'a signal had no effect: the vault stayed locked for ten minutes',
      },
    ])
  })

  it('are recorded one by one when they are dropped', async () => {
    const { page, ports, clock } = await lockedPage()
    const rpIds = ['localhost', 'localhost', 'other.localhost']
    for (const [id, rpId] of rpIds.entries())
      await page.ask({ ...signal(id), options: { rpId, credentialId: 'AQ' } })

    await page.outlast(clock, 10 * MINUTE_MS)

    expect(ports.reports).toMatchObject(
      rpIds.map((rpId) => ({ kind: 'signal', origin: ORIGIN, rpId })),
    )
  })

  it('are dropped when the computer slept for ten minutes', async () => {
    const { page, ports, clock, heard } = await lockedPage()
    await page.ask(signal(1))
    clock.jump(10 * MINUTE_MS + 1)
    await page.ask(signal(2))

    ports.unlock()
    await page.settled()

    expect(heard()).toEqual([{ number: 2 }])
    expect(ports.reasons).toEqual([
      'a signal had no effect: the vault stayed locked for ten minutes',
    ])
  })

  it('keep waiting when the clock is set back', async () => {
    const { page, ports, clock, heard } = await lockedPage()
    await page.ask(signal(1))
    clock.jump(-30_000)

    ports.unlock()
    await page.settled()

    expect(heard()).toEqual([{ number: 1 }])
  })

  it('are dropped when their grant has ended in between', async () => {
    const { page, ports, heard, grant } = await lockedPage()
    await page.ask(signal(1))

    ports.kept.delete(grant.id)
    ports.unlock()
    await page.settled()

    expect(heard()).toEqual([])
    expect(ports.reasons).toEqual([expect.stringContaining('a signal had no effect: the grant')])
  })

  it('do not wait when they are malformed', async () => {
    const { page, ports, heard } = await lockedPage()
    ports.signalError = new WebAuthnError('TypeError', 'malformed')
    expect(await page.ask(signal(1))).toMatchObject({ t: 'error', name: 'TypeError' })

    ports.signalError = undefined
    ports.unlock()
    await page.settled()

    expect(heard()).toEqual([])
  })

  it('do not wait when their page has no grant', async () => {
    const { port, ports, heard } = await lockedPage()
    const stranger = await BridgePage.unpaired({ port })

    expect(await stranger.ask(signal(1))).toEqual({ t: 'result', id: 1, credential: null })
    ports.unlock()
    await stranger.closed

    expect(heard()).toEqual([])
    expect(ports.reasons).toEqual(['a signal had no effect: the vault is locked'])
  })

  it('wait again when the vault is locked before their turn', async () => {
    const { page, ports, heard } = await lockedPage()
    await page.ask(signal(1))

    ports.unlock()
    ports.lock()
    await page.settled()
    expect(heard()).toEqual([])
    ports.unlock()
    await page.settled()

    expect(heard()).toEqual([{ number: 1 }])
  })

  it('are applied when an earlier signal fails', async () => {
    const { page, ports, heard } = await lockedPage()
    await page.ask(signal(1))
    await page.ask(signal(2))
    const send = ports.ceremonies.signal
    ports.ceremonies.signal = async (...call) => {
      await send(...call)
      if (heard().length === 1) throw new Error('disk full')
    }

    ports.unlock()
    await page.settled()

    expect(heard()).toEqual([{ number: 1 }, { number: 2 }])
    expect(ports.reasons).toEqual(['a signal had no effect: it failed inside Latchkey'])
  })

  it('are limited to 256', async () => {
    const { page, ports, clock, heard } = await lockedPage()
    for (let id = 0; id < 257; id++) {
      if (id % 50 === 0) clock.advance(1_000)
      await page.ask(signal(id))
    }

    ports.unlock()
    await page.settled()
    await page.settled()

    expect(heard()).toHaveLength(256)
    expect(ports.reasons).toEqual([
      'a signal had no effect: too many signals are waiting for the vault to be unlocked',
    ])
  })
})

/** A page that proved its grant before the vault was locked. */
async function lockedPage() {
  const started = await startBridge()
  const { ports, port } = started
  const grant = ports.keepGrant()
  const page = await BridgePage.ready({ port }, grant)
  ports.lock()
  await page.next()
  const heard = () =>
    ports.sent.filter(({ hearing }) => hearing === 'now').map(({ options }) => options)
  return { ...started, page, grant, heard }
}

function signal(number: number) {
  return { t: 'signal', id: number, kind: 'unknownCredential', options: { number } }
}
