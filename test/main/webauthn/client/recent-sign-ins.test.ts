import { expect, it } from 'vitest'
import { RecentSignIns } from '../../../../src/main/webauthn/client/recent-sign-ins'

const SHOP = 'https://shop.example'

function signIns() {
  const clock = { now: 1_000_000 }
  const recent = new RecentSignIns(() => clock.now)
  return { clock, recent, has: (origin: string) => recent.refusal(origin) === null }
}

it('count only for their exact origin', () => {
  const { recent, has } = signIns()
  recent.note(SHOP, 'person')

  expect(has(SHOP)).toBe(true)
  for (const other of ['https://www.shop.example', 'http://shop.example', `${SHOP}:8443`])
    expect(has(other)).toBe(false)
})

it('count for five minutes after the last sign-in', () => {
  const { clock, recent, has } = signIns()
  recent.note(SHOP, 'person')
  clock.now += 200_000
  recent.note(SHOP, 'person')
  clock.now += 300_000
  expect(has(SHOP)).toBe(true)

  clock.now += 1
  expect(has(SHOP)).toBe(false)
})

it('stop counting when the clock is set back', () => {
  const { clock, recent, has } = signIns()
  recent.note(SHOP, 'person')
  clock.now -= 1

  expect(has(SHOP)).toBe(false)
})
