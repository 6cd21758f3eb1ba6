import { describe, expect, it } from 'vitest'
import { pageCalls } from '../../../src/main/ipc/page-calls'
import { pageGrant } from '../../support/grants'
import type { PortsOptions } from '../../support/ports-options'
import { lockedVault, START, windowPorts } from '../../support/window-ports'

const ORIGIN = 'https://example.org'

function built(options: PortsOptions = {}) {
  const { ports, asked, answersByItself, signIns, vault } = windowPorts(options)
  return { asked, answersByItself, signIns, vault, calls: pageCalls(ports.pages) }
}

describe('pages', () => {
  it('are listed with how many of their documents are connected', async () => {
    const { calls } = built({ grants: [pageGrant()], connected: { [ORIGIN]: 2 } })
    await expect(calls.listPages()).resolves.toMatchObject([{ origin: ORIGIN, connected: 2 }])
  })

  it('of a locked vault are an empty list, not a failure', async () => {
    await expect(built({ vault: lockedVault }).calls.listPages()).resolves.toEqual([])
  })

  it('that are forgotten lose their sockets before their grants, and all that was set for them', async () => {
    const { calls, asked, answersByItself } = built({ grants: [pageGrant()] })
    await calls.setAnswersByItself(ORIGIN, true)
    await calls.forgetPage(ORIGIN)
    expect(answersByItself.has(ORIGIN)).toBe(false)
    expect(asked.slice(1)).toEqual([
      ['revoke', ORIGIN],
      ['removeByOrigin', ORIGIN],
      ['unblock', ORIGIN],
      ['setPagePolicy', ORIGIN, null],
      ['setPageProfile', ORIGIN, null],
      ['revoke', ORIGIN],
    ])
  })

  it('have just been signed in to, when the user says so, until the user cancels that', async () => {
    const { calls } = built({ grants: [pageGrant()] })

    await calls.setJustSignedIn(ORIGIN, true)
    await expect(calls.listPages()).resolves.toMatchObject([{ upgradeUntil: START + 300_000 }])

    await calls.setJustSignedIn(ORIGIN, false)
    await expect(calls.listPages()).resolves.toMatchObject([{ upgradeUntil: null }])
  })

  it('that are not paired have not been signed in to, and neither have pages that are forgotten', async () => {
    const { calls, signIns } = built({ grants: [pageGrant()] })
    await expect(calls.setJustSignedIn('https://other.example', true)).rejects.toThrow('not paired')
    await calls.setJustSignedIn(ORIGIN, true)

    await calls.forgetPage(ORIGIN)

    expect(signIns.until(ORIGIN)).toBeNull()
  })

  it('lose their sockets even when the vault cannot be written', async () => {
    const { calls, asked, vault } = built({ grants: [pageGrant()] })
    vault.grants.removeByOrigin = () => Promise.reject(new Error('the disk is full'))

    await expect(calls.forgetPage(ORIGIN)).rejects.toThrow('the disk is full')

    expect(asked).toEqual([
      ['revoke', ORIGIN],
      ['revoke', ORIGIN],
    ])
  })

  it('answer by themselves when they are paired, and the window gets the event', async () => {
    const { calls, asked, answersByItself } = built({ grants: [pageGrant()] })
    await calls.setAnswersByItself(ORIGIN, true)
    expect(answersByItself.has(ORIGIN)).toBe(true)
    expect(asked).toEqual([['pagesChanged']])
    await expect(calls.listPages()).resolves.toMatchObject([{ answersByItself: true }])
  })

  it.each(['https://example.org.evil.test', 'https://example.org/', 'http://example.org', ''])(
    '%j, which is not paired, never answers by itself',
    async (origin) => {
      const { calls, answersByItself } = built({ grants: [pageGrant()] })
      await expect(calls.setAnswersByItself(origin, true)).rejects.toThrow('the page is not paired')
      expect(answersByItself.has(origin)).toBe(false)
    },
  )

  it('stop answering by themselves even while the vault is locked', async () => {
    const { calls, answersByItself } = built({ vault: lockedVault })
    answersByItself.set(ORIGIN, true)
    await calls.setAnswersByItself(ORIGIN, false)
    expect(answersByItself.has(ORIGIN)).toBe(false)
  })

  it('cannot begin to answer by themselves while the vault is locked', async () => {
    const { calls, answersByItself } = built({ vault: lockedVault })
    await expect(calls.setAnswersByItself(ORIGIN, true)).rejects.toThrow('locked')
    expect(answersByItself.has(ORIGIN)).toBe(false)
  })

  it('that are forgotten while the vault is locked lose their sockets, too', async () => {
    const { calls, asked } = built({ vault: lockedVault })
    await calls.forgetPage(ORIGIN).catch(() => {})
    expect(asked[0]).toEqual(['revoke', ORIGIN])
  })
})
