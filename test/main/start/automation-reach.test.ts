import { describe, expect, it } from 'vitest'
import { THIS_COMPUTER } from '../../../src/main/platform/reach'
import { automationReach, openWarning } from '../../../src/main/start/automation-reach'

describe('--listen', () => {
  it('is only this computer by default', async () => {
    expect(await automationReach(undefined)).toBe(THIS_COMPUTER)
  })

  it('takes a name that this computer has', async () => {
    const { hosts, addresses } = await automationReach('localhost')

    expect(hosts[0]).toBe('localhost')
    expect(['127.0.0.1', '::1']).toContain(addresses[0])
  })

  it('says that a name is unknown', async () => {
    await expect(automationReach('no-such-host.invalid')).rejects.toThrow(
      '--listen: no address is known here for no-such-host.invalid.',
    )
  })

  it('says that an address is another computer’s', async () => {
    await expect(automationReach('192.0.2.1')).rejects.toThrow(
      '--listen: this computer cannot listen on 192.0.2.1, because this computer does not have this address. Name an address of this computer.',
    )
  })

  it('warns of what others can do, and does not say the secret', () => {
    const warning = openWarning({
      hosts: ['latchkey'],
      addresses: ['192.0.2.1'],
      isForOthers: true,
    })

    expect(warning).toContain('Other computers can reach this Latchkey at latchkey.')
  })
})
