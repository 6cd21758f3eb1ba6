import { describe, expect, it } from 'vitest'
import { isNamed, reachAt, takesPeer, THIS_COMPUTER } from '../../../src/main/platform/reach'

describe('the reach of a server', () => {
  it('is this computer by default', () => {
    expect(takesPeer(THIS_COMPUTER, '127.0.0.1')).toBe(true)
    expect(takesPeer(THIS_COMPUTER, '::1')).toBe(true)
    expect(takesPeer(THIS_COMPUTER, '192.0.2.7')).toBe(false)
    expect(takesPeer(THIS_COMPUTER, undefined)).toBe(false)
  })

  it('is for others at an address that they can reach, by its name or itself', () => {
    const reach = reachAt('latchkey', '192.0.2.1')

    expect(reach).toEqual({
      addresses: ['192.0.2.1'],
      hosts: ['latchkey', '192.0.2.1'],
      isForOthers: true,
    })
    expect(takesPeer(reach, '192.0.2.7')).toBe(true)
    expect(isNamed(reach, 80, 'latchkey:80')).toBe(true)
    expect(isNamed(reach, 80, '192.0.2.1:80')).toBe(true)
    expect(isNamed(reach, 80, '127.0.0.1:80')).toBe(false)
    expect(isNamed(reach, 80, 'attacker.example:80')).toBe(false)
  })

  it('writes an IPv6 address in brackets', () => {
    expect(reachAt('2001:db8::1', '2001:db8::1').hosts).toEqual(['[2001:db8::1]'])
  })

  it.each(['127.0.0.1', '127.1.2.3', '::1'])('stays this computer at %s', (address) => {
    const reach = reachAt('localhost', address)

    expect(reach.isForOthers).toBe(false)
    expect(takesPeer(reach, '192.0.2.7')).toBe(false)
  })
})
