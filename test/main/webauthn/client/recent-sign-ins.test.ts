import { expect, it } from 'vitest'
import { RecentSignIns } from '../../../../src/main/webauthn/client/recent-sign-ins'

const SHOP = 'https://shop.example'

function signIns() {
  const clock = { now: 1_000_000 }
  return { clock, recent: new RecentSignIns(() => clock.now) }
}

it('vouch for their own origin, exactly', () => {
  const { recent } = signIns()
  recent.note(SHOP)

  expect(recent.has(SHOP)).toBe(true)
  for (const other of ['https://www.shop.example', 'http://shop.example', `${SHOP}:8443`])
    expect(recent.has(other)).toBe(false)
})

it('vouch for five minutes, counted from the last', () => {
  const { clock, recent } = signIns()
  recent.note(SHOP)
  clock.now += 200_000
  recent.note(SHOP)
  clock.now += 300_000
  expect(recent.has(SHOP)).toBe(true)

  clock.now += 1
  expect(recent.has(SHOP)).toBe(false)
})

it('do not last because a clock was set back', () => {
  const { clock, recent } = signIns()
  recent.note(SHOP)
  clock.now -= 1

  expect(recent.has(SHOP)).toBe(false)
})
