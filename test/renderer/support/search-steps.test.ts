import { expect, it, vi } from 'vitest'
import { ActivitySearch } from '../../../src/renderer/support/activity-filter'
import { PasskeySearch } from '../../../src/renderer/support/passkey-search'
import { SearchSteps, type Search } from '../../../src/renderer/support/search-steps'
import type { ActivityEntry } from '../../../src/shared/activity'
import { encodeBase64Url } from '../../../src/shared/base64url'
import type { PasskeySummary } from '../../../src/shared/passkey'
import { seeded } from '../../support/seeded'
import { activityEntry, passkeySummary } from '../../support/window-data'

/** Parts of names and ids, so that many of them are found. Normalization changes the length of some. */
const PARTS = ['ada', 'De', 'ad', 'be', 'ef', '0x', 'İ', 'é', 'ﬁ', '😀', ' ', '-', '_', '42', 'z']

const any = seeded(15)
const anyOf = (parts: readonly string[]) => parts[Math.floor(any() * parts.length)] ?? ''
const anyText = (length: number) => Array.from({ length }, () => anyOf(PARTS)).join('')
const anyId = () =>
  encodeBase64Url(
    Uint8Array.from({ length: 6 }, () => [0xde, 0xad, 0xbe, 0xef][Math.floor(any() * 4)] ?? 0),
  )

const passkeys = Array.from({ length: 150 }, (_, index) =>
  passkeySummary({
    id: `${anyId()}${index}`,
    userHandle: encodeBase64Url(new TextEncoder().encode(anyText(3))),
    userName: anyText(2),
    userDisplayName: anyText(3),
    rpId: `${index % 9}.example`,
  }),
)
const entries = Array.from({ length: 150 }, (_, index) =>
  activityEntry({ id: `${index}`, reason: anyText(4), passkeyId: anyId() }),
)

/** The successive texts of a user who types, deletes, pastes, inserts at the beginning, and types over a selection. */
function typed(keys: number): string[] {
  const texts: string[] = []
  let text = ''
  const ids = passkeys.flatMap(({ id, userHandle }) => [id, userHandle])
  let goal = ''
  for (let key = 0; key < keys; key++) {
    if (goal === '' || any() < 0.1) goal = any() < 0.5 ? anyText(4) : anyOf(ids)
    if (any() < 0.25) text = text.slice(0, -1)
    else if (any() < 0.05) text = anyText(2)
    else if (any() < 0.1) text = anyOf(PARTS) + text
    else if (any() < 0.05) text += ` ${anyOf(PARTS)}`
    else if (any() < 0.1) text = goal.slice(0, 1)
    else text = goal.startsWith(text) ? goal.slice(0, text.length + 1) : text + anyOf(PARTS)
    texts.push(text)
  }
  return texts
}

const idsOf = (values: readonly { readonly id: string }[]) => values.map(({ id }) => id).join(' ')

function stepsOf<T, S extends Search<S> & { matches(value: T): boolean }>(
  search: new (text: string) => S,
) {
  return new SearchSteps(
    (text) => new search(text),
    (asked: S, value: T) => asked.matches(value),
  )
}

it('finds key after key what a fresh search of all passkeys finds', () => {
  const steps = stepsOf<PasskeySummary, PasskeySearch>(PasskeySearch)
  for (const text of typed(800)) {
    const fresh = passkeys.filter((passkey) => new PasskeySearch(text).matches(passkey))
    expect(idsOf(steps.find(passkeys, text)), text).toBe(idsOf(fresh))
  }
})

it('finds key after key what a fresh search of the whole record finds', () => {
  const steps = stepsOf<ActivityEntry, ActivitySearch>(ActivitySearch)
  for (const text of typed(500)) {
    const fresh = entries.filter((entry) => new ActivitySearch(text).matches(entry))
    expect(idsOf(steps.find(entries, text)), text).toBe(idsOf(fresh))
  }
})

it.each([
  ['the id is the text with more before it', 'dead', 'xdead'],
  ['the shorter text is no id yet', 'xde', 'xdea'],
  ['the shorter text is no hexadecimal id yet', '0xc5', '0xc5d7'],
  ['another word follows', 'xdea', 'xdea exam'],
])('finds by an id if %s', (_, before, text) => {
  const steps = stepsOf<PasskeySummary, PasskeySearch>(PasskeySearch)
  const all = [passkeySummary({ id: 'xdeadAAA' })]
  steps.find(all, before)

  expect(steps.find(all, text)).toEqual(all)
})

it('asks a longer search only about what the shorter one found', () => {
  const words = ['ada', 'adam', 'grace']
  const matches = vi.fn((search: Word, word: string) => word.includes(search.text))
  const steps = new SearchSteps((text) => new Word(text), matches)
  expect(steps.find(words, 'a')).toEqual(words)
  expect(steps.find(words, 'ad')).toEqual(['ada', 'adam'])
  matches.mockClear()

  expect(steps.find(words, 'adam')).toEqual(['adam'])
  expect(matches).toHaveBeenCalledTimes(2)
  // The earlier results are known.
  expect(steps.find(words, 'ad')).toEqual(['ada', 'adam'])
  expect(matches).toHaveBeenCalledTimes(2)
})

it('keeps the earlier list if it holds the same values, so that the rows stay', () => {
  const words = ['ada', 'adam']
  const steps = new SearchSteps(
    (text) => new Word(text),
    (search, word: string) => word.includes(search.text),
  )
  expect(steps.find(words, 'ad')).toBe(words)
  expect(steps.find(words, 'ada')).toBe(words)
  expect(steps.find(words, '')).toBe(words)
})

it('looks at the whole list again when the list has changed', () => {
  const steps = new SearchSteps(
    (text) => new Word(text),
    (search, word: string) => word.includes(search.text),
  )
  steps.find(['ada'], 'ad')

  expect(steps.find(['ada', 'adam', 'grace'], 'ada')).toEqual(['ada', 'adam'])
})

class Word implements Search<Word> {
  readonly text: string

  constructor(text: string) {
    this.text = text
  }

  narrows(before: Word): boolean {
    return this.text.includes(before.text)
  }
}
