import { describe, expect, it } from 'vitest'
import { pairedPages, type PageFacts } from '../../../src/main/ipc/paired-pages'
import { pageGrant } from '../../support/grants'
import { START } from '../../support/window-ports'

const nothingKnown: PageFacts = {
  connected: () => 0,
  answersByItself: () => false,
  signalPolicy: () => null,
  defaultPolicy: () => 'spec',
  profile: () => null,
  signalQuota: () => null,
  upgradeUntil: () => null,
}

describe('pairedPages', () => {
  it('is empty if no page is paired or blocked', () => {
    expect(pairedPages([], [], nothingKnown)).toEqual([])
  })

  it('shows one line an origin, from the first grant to the last expiry and the last use', () => {
    const grants = [
      pageGrant({ createdAt: 30, expiresAt: 500, lastUsedAt: 40 }),
      pageGrant({ createdAt: 10, expiresAt: 900, lastUsedAt: null }),
      pageGrant({ createdAt: 20, expiresAt: null, lastUsedAt: 70 }),
    ]
    expect(pairedPages(grants, [], nothingKnown)).toEqual([
      {
        origin: 'https://example.org',
        status: 'paired',
        since: 10,
        expiresAt: 900,
        lastUsedAt: 70,
        connected: 0,
        answersByItself: false,
        signalPolicy: null,
        defaultPolicy: 'spec',
        profile: null,
        signalQuota: null,
        upgradeUntil: null,
      },
    ])
  })

  it('has no expiry when every grant ends with the session', () => {
    expect(pairedPages([pageGrant()], [], nothingKnown)[0]).toMatchObject({
      expiresAt: null,
      lastUsedAt: null,
    })
  })

  it('puts the page used last first; a page that was never used counts from its pairing', () => {
    const grants = [
      pageGrant({ origin: 'https://old.test', createdAt: 1, lastUsedAt: 5 }),
      pageGrant({ origin: 'https://new.test', createdAt: 8, lastUsedAt: null }),
      pageGrant({ origin: 'https://used.test', createdAt: 2, lastUsedAt: 9 }),
    ]
    const origins = pairedPages(grants, [], nothingKnown).map(({ origin }) => origin)
    expect(origins).toEqual(['https://used.test', 'https://new.test', 'https://old.test'])
  })

  it('adds what is known about each origin beside its grants', () => {
    const facts: PageFacts = {
      ...nothingKnown,
      connected: (origin) => (origin === 'https://a.test' ? 3 : 0),
      answersByItself: (origin) => origin === 'https://b.test',
    }
    const grants = ['https://a.test', 'https://b.test'].map((origin) => pageGrant({ origin }))
    expect(pairedPages(grants, [], facts)).toMatchObject([
      { origin: 'https://a.test', connected: 3, answersByItself: false },
      { origin: 'https://b.test', connected: 0, answersByItself: true },
    ])
  })

  it('lists blocked origins last, as pages without any right', () => {
    const facts: PageFacts = { ...nothingKnown, connected: () => 1, answersByItself: () => true }
    const pages = pairedPages([pageGrant()], [{ origin: 'https://bad.test', at: START }], facts)
    expect(pages[1]).toEqual({
      origin: 'https://bad.test',
      status: 'blocked',
      since: START,
      expiresAt: null,
      lastUsedAt: null,
      connected: 0,
      answersByItself: false,
      signalPolicy: null,
      defaultPolicy: 'spec',
      profile: null,
      signalQuota: null,
      upgradeUntil: null,
    })
  })

  it('does not show a grant’s token or id', () => {
    const [page] = pairedPages([pageGrant()], [], nothingKnown)
    expect(page).not.toHaveProperty('token')
    expect(page).not.toHaveProperty('id')
  })
})
