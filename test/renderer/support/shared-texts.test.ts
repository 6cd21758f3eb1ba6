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
