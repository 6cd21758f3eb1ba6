import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { withSharedTexts } from '../../../src/renderer/support/shared-texts'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

const entries = () => [
  { id: 'a', names: { userName: 'ada' }, changes: [], left: ['x'], at: 1, error: null },
  { id: 'b', names: { userName: 'bob' }, changes: [], left: [], at: 2, error: 'a' },
]

it('changes no value', () => {
  expect(withSharedTexts(entries())).toEqual(entries())
})

it('returns the same objects, so that nothing is copied', () => {
  const given = entries()
  const shared = withSharedTexts(given)
  expect(shared).toBe(given)
  expect(shared[0]?.changes).toBe(shared[1]?.changes)
})

it('lets neighbours share equal objects, and only equal ones', () => {
  const made = (by: string) => ({ profile: { id: by, title: 'G', more: { at: 1 } } })
  const [first, second, third, fourth] = withSharedTexts([
    made('gpm'),
    made('gpm'),
    made('other'),
    { profile: { id: 'other', title: 'G' } },
  ])

  expect(second?.profile).toBe(first?.profile)
  expect(third).toEqual(made('other'))
  expect(fourth).toEqual({ profile: { id: 'other', title: 'G' } })
})
