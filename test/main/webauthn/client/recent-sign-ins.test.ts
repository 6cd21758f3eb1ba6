import { expect, it } from 'vitest'
import { RecentSignIns } from '../../../../src/main/webauthn/client/recent-sign-ins'

const SHOP = 'https://shop.example'

function signIns() {
  const clock = { now: 1_000_000 }
  return { clock, recent: new RecentSignIns(() => clock.now) }
}

it('count only for their exact origin', () => {
  const { recent } = signIns()
  recent.note(SHOP)

  expect(recent.has(SHOP)).toBe(true)
  for (const other of ['https://www.shop.example', 'http://shop.example', `${SHOP}:8443`])
    expect(recent.has(other)).toBe(false)
})

it('count for five minutes after the last sign-in', () => {
  const { clock, recent } = signIns()
  recent.note(SHOP)
  clock.now += 200_000
  recent.note(SHOP)
  clock.now += 300_000
  expect(recent.has(SHOP)).toBe(true)

  clock.now += 1
  expect(recent.has(SHOP)).toBe(false)
})

it('stop counting when the clock is set back', () => {
  const { clock, recent } = signIns()
  recent.note(SHOP)
  clock.now -= 1

  expect(recent.has(SHOP)).toBe(false)
})
