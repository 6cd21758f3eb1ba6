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

it('count if the user says so, until a time that can be read, and can be cancelled', () => {
  const { clock, recent, has } = signIns()
  let changes = 0
  recent.onChange(() => changes++)
  expect(recent.until(SHOP)).toBeNull()

  recent.state(SHOP)
  expect([has(SHOP), recent.until(SHOP)]).toEqual([true, clock.now + 300_000])

  recent.forget(SHOP)
  recent.forget(SHOP)
  expect([has(SHOP), recent.until(SHOP)]).toEqual([false, null])
  expect(changes).toBe(2)
})

it('have no time once they no longer count', () => {
  const { clock, recent } = signIns()
  recent.note(SHOP, 'person')

  clock.now += 300_001

  expect(recent.until(SHOP)).toBeNull()
})

it('tell when one is used up, and when it is restored', () => {
  const { recent } = signIns()
  recent.state(SHOP)
  const heard: (number | null)[] = []
  recent.onChange(() => heard.push(recent.until(SHOP)))

  const restore = recent.use(SHOP)
  restore()

  expect(heard).toEqual([null, expect.any(Number)])
})
