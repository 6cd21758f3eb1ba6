import { expect, it } from 'vitest'
import { entryLabel } from '../../../src/renderer/support/entry-label'
import { preciseTime } from '../../../src/renderer/support/times'
import { activityEntry, NOON } from '../../support/window-data'

it('says when, what and where', () => {
  const entry = activityEntry({ kind: 'get', at: NOON, origin: 'https://example.org' })

  expect(entryLabel(entry, NOON)).toBe(
    `Today ${preciseTime(NOON)} · Signed in · https://example.org`,
  )
})

it('shows no invisible characters of a page, and needs no page', () => {
  const hidden = activityEntry({ at: NOON, origin: 'https://a\u202eb.example' })

  expect(entryLabel(hidden, NOON)).toContain('https://a[U+202E]b.example')
  expect(entryLabel(activityEntry({ at: NOON, origin: null }), NOON)).toMatch(/ · no page$/)
})
