import { expect, it } from 'vitest'
import { changedPasskeys } from '../../../src/renderer/support/changed-passkeys'
import { passkeySummary } from '../../support/window-data'

const [a, b, c] = ['a', 'b', 'c'].map((id) => passkeySummary({ id }))

it('puts a changed passkey where it was, and leaves the others the same objects', () => {
  const changed = passkeySummary({ id: 'b', userName: 'new' })

  const after = changedPasskeys([a!, b!, c!], { kept: [changed], gone: [] })

  expect(after).toEqual([a, changed, c])
  expect(after[0]).toBe(a)
})

it('puts new passkeys last, as the list of the main process has them', () => {
  expect(changedPasskeys([a!], { kept: [b!, c!], gone: [] })).toEqual([a, b, c])
})

it('drops what is gone, and passes over what it never had', () => {
  expect(changedPasskeys([a!, b!], { kept: [], gone: ['a', 'nobody'] })).toEqual([b])
})

it('changes one of 10 000 in a blink', () => {
  const many = Array.from({ length: 10_000 }, (_, index) => passkeySummary({ id: String(index) }))
  const began = performance.now()

  for (let time = 0; time < 100; time++) {
    changedPasskeys(many, { kept: [passkeySummary({ id: '5000' })], gone: [] })
  }

  // 100 changes; 1 ms each on an idle machine.
  expect(performance.now() - began).toBeLessThan(2000)
})
