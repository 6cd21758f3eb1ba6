import { expect, it } from 'vitest'
import { trailDays } from '../../../src/renderer/support/trail-days'
import type { Rename } from '../../../src/shared/passkey'

const names = { userName: '', userDisplayName: '' }
const at = (...time: [number, number, number, number]): Rename => ({
  ...{ at: new Date(...time).getTime(), by: 'user', origin: null, entryId: null },
  ...{ before: names, after: names },
})

it('puts the changes of one day together, in their order', () => {
  const all = [at(2026, 2, 14, 9), at(2026, 2, 14, 0), at(2026, 2, 13, 23)]

  expect(trailDays(all)).toEqual([
    { day: new Date(2026, 2, 14).getTime(), renames: all.slice(0, 2) },
    { day: new Date(2026, 2, 13).getTime(), renames: all.slice(2) },
  ])
})

it('has no day without a change', () => {
  expect(trailDays([])).toEqual([])
})
