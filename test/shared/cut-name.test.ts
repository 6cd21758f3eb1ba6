import { expect, it } from 'vitest'
import { cutNames } from '../../src/shared/cut-name'

const named = (userName: string) => ({ userName, userDisplayName: 'Ada' })

it.each([
  ['leaves a short name alone', 'abc', 'abc'],
  ['cuts a long one', 'abcd', 'abc…'],
  ['cuts no character in two', 'ab🔑', 'ab…'],
  ['keeps a character that ends there', 'a🔑d', 'a🔑…'],
  ['cuts a name of half characters', '\ud83d\ud83d\ud83d\ud83d', '\ud83d\ud83d…'],
])('%s', (_, name, cut) => {
  expect(cutNames(named(name), 3)).toEqual(named(cut))
})
