import { describe, expect, it } from 'vitest'
import { DialogLimits } from '../../../src/main/bridge/dialog-limits'
import { RefusalLog } from '../../../src/main/bridge/refusal-log'
import { WebAuthnError } from '../../../src/main/webauthn/errors'
import { MemoryPorts, ORIGIN } from '../../support/bridge'

describe('DialogLimits', () => {
  it('lets an origin ask 10 times a minute, and refuses the 11th with the reason in the record', async () => {
    const { ask, ports } = testDialogs()
    for (let i = 0; i < 10; i++) await ask()

    await expect(ask()).rejects.toMatchObject({ name: 'NotAllowedError' })
    expect(ports.reports).toMatchObject([
      {
        kind: 'refusal',
        origin: ORIGIN,
        error: 'NotAllowedError',
        reason: 'get: this origin has asked 10 times within a minute',
      },
    ])
    ports.clock.advance(60_000)
    await expect(ask()).resolves.toBe('answered')
  })

  it('counts each origin separately', async () => {
    const { ask } = testDialogs()
    for (let i = 0; i < 10; i++) await ask()

    await expect(ask({ origin: 'https://other.test' })).resolves.toBe('answered')
  })

  it('counts requests that the user declined', async () => {
    const { ask } = testDialogs()
    const declined = () => Promise.reject(new WebAuthnError('NotAllowedError', 'declined'))
    for (let i = 0; i < 10; i++)
      await expect(ask({ ceremony: declined })).rejects.toThrow('declined')

    await expect(ask()).rejects.toThrow('10 times')
  })

  it.each(['TypeError', 'SecurityError', 'NotSupportedError'] as const)(
    'does not count requests that ended with %s before the user was asked',
    async (name) => {
      const { ask } = testDialogs()
      const malformed = () => Promise.reject(new WebAuthnError(name, 'malformed'))
      for (let i = 0; i < 11; i++)
        await expect(ask({ ceremony: malformed })).rejects.toThrow('malformed')

      await expect(ask()).resolves.toBe('answered')
    },
  )

  it('does not count an origin with automatic answers', async () => {
    const { ask, ports } = testDialogs()
    ports.byItself.add(ORIGIN)
    for (let i = 0; i < 100; i++) await ask()

    ports.byItself.delete(ORIGIN)

    await expect(ask()).resolves.toBe('answered')
  })

  it('does not count conditional ceremonies, which may wait in many tabs', async () => {
    const { ask } = testDialogs()
    const never = () => new Promise<string>(() => undefined)
    for (let i = 0; i < 40; i++) void ask({ mediation: 'conditional', ceremony: never })

    await expect(ask()).resolves.toBe('answered')
  })

  it('lets 4 questions of one site wait, and still accepts other sites', async () => {
    const { ask, ports } = testDialogs()
    for (let i = 0; i < 4; i++)
      void ask({ origin: `https://a${i}.example.org`, ceremony: () => new Promise(() => {}) })

    await expect(ask({ origin: 'https://b.example.org' })).rejects.toMatchObject({
      name: 'NotAllowedError',
    })
    expect(ports.reasons).toEqual(['get: 4 questions of this site are already waiting'])
    await expect(ask()).resolves.toBe('answered')
  })

  it('lets 8 questions wait in all, and refuses the ninth until one is answered', async () => {
    const { ask, ports } = testDialogs()
    const answers: ((text: string) => void)[] = []
    const waiting = Array.from({ length: 8 }, (_, i) =>
      ask({
        origin: `https://${i}.test`,
        ceremony: () => new Promise((resolve) => answers.push(resolve)),
      }),
    )

    await expect(ask()).rejects.toMatchObject({ name: 'NotAllowedError' })
    expect(ports.reasons).toEqual(['get: 8 questions are already waiting for the user'])
    answers[0]!('answered')
    await waiting[0]

    await expect(ask()).resolves.toBe('answered')
  })
})

function testDialogs() {
  const ports = new MemoryPorts()
  const dialogs = new DialogLimits(ports, new RefusalLog(ports.report, ports.clock))
  const ask = ({
    origin = ORIGIN,
    mediation = undefined as string | undefined,
    ceremony = async () => 'answered',
  } = {}) => {
    const requester = { origin, crossOrigin: false, topOrigin: null }
    const { signal } = new AbortController()
    const caughtUp = async () => undefined
    const unsaid = { ui: undefined, hasSignal: undefined }
    return dialogs.run(
      'get',
      { ...{ requester, options: {}, mediation }, ...unsaid, signal, caughtUp },
      ceremony,
    )
  }
  return { ports, ask }
}
