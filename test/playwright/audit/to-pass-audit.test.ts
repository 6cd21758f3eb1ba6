import { describe, expect, it, vi } from 'vitest'
import { toPassAudit } from '../../../playwright/audit/to-pass-audit'
import type { Threshold } from '../../../playwright/audit/threshold'
import type { ServerCallbacks } from '../../../playwright/audit/relying-party'
import { clientSessionForEachTest } from '../../support/client-session'
import { simpleServer } from '../../support/simple-server'

const world = clientSessionForEachTest()

async function match(changes: Partial<ServerCallbacks>, failOn?: Threshold) {
  const attached: unknown[] = []
  const options = {
    latchkey: world.latchkey,
    faults: ['signature-flipped'],
    profiles: 'none',
  } as const
  const result = await toPassAudit(
    { ...simpleServer(), ...changes },
    { ...options, ...(failOn && { failOn }) },
    { attach: async (name, what) => void attached.push(name, what?.contentType) },
  )
  return { ...result, attached }
}

describe('toPassAudit', () => {
  it('passes without a finding, and attaches the report', async () => {
    const { pass, attached } = await match({})

    expect(pass).toBe(true)
    expect(attached).toEqual(['latchkey-audit.html', 'text/html'])
  })

  it('fails by a finding, with the report as its message', async () => {
    const { pass, message } = await match({ verifyAuthentication: () => undefined })

    expect(pass).toBe(false)
    expect(message()).toContain('✗ critical: signature-flipped (sign-in)')
  })

  it('passes with findings below the threshold', async () => {
    expect((await match({ verifyAuthentication: () => undefined }, 'none')).pass).toBe(true)
  })

  it('refuses a severity that does not exist, before it asks anything', async () => {
    const register = vi.fn()

    await expect(match({ registrationOptions: register }, 'hihg' as Threshold)).rejects.toThrow(
      'There is no severity "hihg". Known: critical, high, medium, low, none.',
    )
    expect(register).not.toHaveBeenCalled()
  })
})
