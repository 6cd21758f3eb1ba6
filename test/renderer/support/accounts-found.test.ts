import { expect, it } from 'vitest'
import { accountsFound, ACCOUNTS_SHOWN } from '../../../src/renderer/support/accounts-found'
import { account } from '../../support/window-data'

const many = Array.from({ length: 200 }, (_, index) =>
  account({ id: `a${index}`, userName: `user-${index}`, userDisplayName: '' }),
)

it('shows all of a few accounts in their order', () => {
  const few = many.slice(0, 3)

  expect(accountsFound(few, '', 'a0')).toEqual({ shown: few, more: 0 })
})

it('shows the first of many, and says how many more there are', () => {
  const { shown, more } = accountsFound(many, '', 'a0')

  expect([shown.length, more]).toEqual([ACCOUNTS_SHOWN, 200 - ACCOUNTS_SHOWN])
})

it('finds accounts by name and keeps the chosen one', () => {
  const { shown } = accountsFound(many, 'USER-199', 'a3')

  expect(shown.map(({ id }) => id)).toEqual(['a3', 'a199'])
})

it('keeps a chosen account that is not among the first', () => {
  const { shown, more } = accountsFound(many, '', 'a150')

  expect([shown.at(-1)?.id, shown.length + more]).toEqual(['a150', 200])
})
