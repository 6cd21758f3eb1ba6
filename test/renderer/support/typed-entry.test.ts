import { expect, it } from 'vitest'
import { TypedEntry } from '../../../src/renderer/support/typed-entry'
import { TYPING_PAUSE_MS } from '../../../src/renderer/support/type-ahead'
import { activityEntry, renameEntry } from '../../support/window-data'

const names = (userDisplayName: string) => ({ userName: '', userDisplayName })
const entries = [
  activityEntry({ id: 'ada', names: names('Ada'), origin: 'https://one.example' }),
  renameEntry({ id: 'signal', origin: 'https://two.example' }),
  activityEntry({ id: 'grace', names: names('Grace'), origin: 'https://two.example' }),
]

function typing(text: string, from: string, pause = 0): string | undefined {
  const typed = new TypedEntry()
  let at = from
  let next: string | undefined
  for (const [index, key] of Array.from(text).entries()) {
    next = typed.next({ key, timeStamp: index * (pause + 1) }, () => entries, at)
    at = next ?? at
  }
  return next
}

it.each([
  ['an account', 'gr', 'grace'],
  ['a host', 'two', 'signal'],
  ['a title', 'signed', 'grace'],
])('finds %s by its beginning', (_what, text, found) => {
  expect(typing(text, 'ada')).toBe(found)
})

it('goes on with each repeated letter, and begins again after the last', () => {
  expect(typing('tt', 'ada')).toBe('grace')
  expect(typing('ttt', 'ada')).toBe('signal')
})

it('begins another name after a pause', () => {
  expect(typing('xg', 'ada', TYPING_PAUSE_MS)).toBe('grace')
})

it('stays if no entry begins so, and ignores other keys', () => {
  expect(typing('xyz', 'signal')).toBe('signal')
  const typed = new TypedEntry()
  for (const key of ['Enter', ' ', '/', '?'])
    expect(typed.next({ key, timeStamp: 0 }, () => entries, 'ada')).toBeUndefined()
})
