import { expect, it } from 'vitest'
import { lockReasons } from '../../../src/shared/app-state'
import { lockTitles } from '../../../src/renderer/support/lock-titles'

it('has a title of its own for every reason', () => {
  expect(new Set(lockReasons.map((reason) => lockTitles[reason])).size).toBe(lockReasons.length)
})
