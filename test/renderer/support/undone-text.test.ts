import { expect, it } from 'vitest'
import { undoneText } from '../../../src/renderer/support/undone-text'
import { activityEntry, passkeySummary, renameEntry } from '../../support/window-data'

const undone = (...whats: ('hidden' | 'shown')[]) =>
  activityEntry({
    kind: 'undo',
    origin: 'https://example.org',
    changes: whats.map((what, at) => ({ what, passkeyId: `${at}`, names: passkeySummary() })),
  })

it('gives the reason of one undo', () => {
  const entry = renameEntry({ reason: 'a signal was undone' })
  expect(undoneText([entry], [])).toBe('A signal was undone')
})

it('counts what the undos of a burst changed', () => {
  expect(undoneText([undone('shown', 'shown'), renameEntry()], [])).toBe(
    'Undone: 2 signals of https://example.org. 1 name is as before and 2 passkeys are visible to pages again.',
  )
})

it('says what stayed, and why', () => {
  const because = 'a newer change replaced the display name'
  const left = [{ passkeyId: 'AQID', names: passkeySummary(), because }]

  expect(undoneText([undone('hidden'), { ...undone('hidden'), left }], [])).toBe(
    'Undone: 2 signals of https://example.org. 1 passkey is hidden again. Not every passkey: a newer change replaced the display name.',
  )
})
