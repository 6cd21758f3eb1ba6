import { expect, it } from 'vitest'
import type { KnownPasskeys } from '../../../src/inspect/lint/page-history'
import { PageHistories } from '../../../src/inspect/lint/page-histories'
import { create, get, OFFERED, PASSKEY, bytesFor } from '../../support/page-calls'

const rulesOf = (findings: readonly { readonly rule: string }[]) => findings.map(({ rule }) => rule)
const USED = bytesFor('used')

it('follows a call from its beginning to its end', () => {
  const pages = new PageHistories()
  pages.asked('1', get({ challenge: USED }, OFFERED))

  expect(rulesOf(pages.asked('2', get({ challenge: USED })))).toEqual([])
  pages.ended('1', get({ challenge: USED }))
  expect(rulesOf(pages.asked('3', get({ challenge: USED })))).toEqual(['challenge-reused'])
})

it('keeps pages apart', () => {
  const pages = new PageHistories()
  pages.asked('1', get({ challenge: USED }))

  expect(
    pages.asked('2', get({ challenge: USED }, { origin: 'https://login.example.org' })),
  ).toEqual([])
})

it('forgets the oldest of many calls, and the page that called least lately of many', () => {
  const pages = new PageHistories()
  pages.asked('first', get({ challenge: USED }))
  for (let i = 0; i < 64; i++) pages.asked(String(i), get())
  expect(rulesOf(pages.asked('again', get({ challenge: USED })))).toEqual([])

  for (let i = 0; i < 64; i++)
    pages.asked('1', get({}, { origin: `https://login${i}.example.org` }))
  expect(rulesOf(pages.asked('once more', get({ challenge: USED })))).toEqual([])
})

it('recalls old calls, newest first, behind the new ones', () => {
  const pages = new PageHistories()
  const other = bytesFor('other')
  pages.recall('newer', get({ challenge: other }))
  pages.recall('older', get({ challenge: USED }))

  expect(rulesOf(pages.asked('1', get({ challenge: USED })))).toEqual(['challenge-reused'])
  for (let i = 0; i < 62; i++) pages.asked(`more ${i}`, get())
  expect(rulesOf(pages.asked('again', get({ challenge: other })))).toEqual(['challenge-reused'])
})

it('recalls no call that is known already, and none without room', () => {
  const pages = new PageHistories()
  pages.asked('1', get({}, OFFERED))
  pages.recall('1', get({ challenge: USED }))
  for (let i = 0; i < 63; i++) pages.recall(`more ${i}`, get())
  pages.recall('too old', get({ challenge: USED }))
  expect(rulesOf(pages.asked('2', get({ challenge: USED })))).toEqual([])

  for (let i = 0; i < 63; i++)
    pages.asked('1', get({}, { origin: `https://login${i}.example.org` }))
  const far = { origin: 'https://far.example.org' }
  pages.recall('far', get({ challenge: USED }, far))
  expect(rulesOf(pages.asked('2', get({ challenge: USED }, far)))).not.toContain('challenge-reused')
})

it('asks for the passkeys that are kept, if there are any', () => {
  const passkey = {
    id: PASSKEY,
    userName: 'ada@example.org',
    userDisplayName: 'Ada',
    isDiscoverable: false,
    isHidden: false,
    lastUsedAt: null,
    transports: [],
  }
  const kept: KnownPasskeys = {
    find: () => passkey,
    ofUser: () => [passkey],
    has: () => 'only others',
  }

  expect(rulesOf(new PageHistories(kept).asked('1', create()))).toEqual(['exclude-missing'])
  expect(rulesOf(new PageHistories(kept).asked('1', get({}, OFFERED)))).toEqual([
    'conditional-not-discoverable',
  ])
})
