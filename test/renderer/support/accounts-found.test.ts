import { expect, it } from 'vitest'
import { accountsFound, ACCOUNTS_SHOWN } from '../../../src/renderer/support/accounts-found'
import { account } from '../../support/window-data'

const many = Array.from({ length: 200 }, (_, index) =>
  account({ id: `a${index}`, userName: `user-${index}`, userDisplayName: '' }),
)

it('shows all of a few accounts in their order', () => {
  const few = many.slice(0, 3)

  expect(accountsFound(few, '', 'a0')).toEqual({ shown: few, more: 0, chosenApart: undefined })
})

it('shows the first of many, and says how many more there are', () => {
  const { shown, more } = accountsFound(many, '', 'a0')

  expect([shown.length, more]).toEqual([ACCOUNTS_SHOWN, 200 - ACCOUNTS_SHOWN])
})

it('finds accounts by name alone, and keeps the chosen one apart', () => {
  const { shown, chosenApart } = accountsFound(many, 'USER-199', 'a3')

  expect([shown.map(({ id }) => id), chosenApart?.id]).toEqual([['a199'], 'a3'])
})

it('finds nothing, and still knows the chosen account', () => {
  const { shown, more, chosenApart } = accountsFound(many, 'nobody', 'a3')

  expect([shown, more, chosenApart?.id]).toEqual([[], 0, 'a3'])
})

it('keeps a chosen account apart that is not among the first', () => {
  const { shown, chosenApart } = accountsFound(many, '', 'a150')

  expect([shown.length, chosenApart?.id]).toEqual([ACCOUNTS_SHOWN, 'a150'])
})

it('has no chosen account that is gone', () => {
  expect(accountsFound(many, '', 'gone').chosenApart).toBeUndefined()
})
