import { is } from 'valibot'
import { describe, expect, it } from 'vitest'
import { mainApi } from '../../../src/main/ipc/main-api'
import { WindowConsent, WindowPairing } from '../../../src/main/consent/window-consent'
import { mainApiMethods, type MainApi } from '../../../src/shared/main-api'
import { mainApiSchemas } from '../../../src/shared/main-api-schemas'
import { appParts, lockedVault, pageGrant, START, type PartsOptions } from '../../support/app-parts'
import { passkey } from '../../support/passkeys'
import { consentQuestion, pairingQuestion } from '../../support/questions'
import { activityEntry } from '../../support/window-data'

const ORIGIN = 'https://example.org'

function built(options: PartsOptions = {}) {
  const app = appParts(options)
  return { ...app, api: mainApi(app.parts) }
}

describe('mainApi', () => {
  it('has every method of the contract', () => {
    expect(Object.keys(built().api).sort()).toEqual([...mainApiMethods].sort())
  })

  it.each([
    'getAppState',
    'getDiagnostics',
    'listPasskeys',
    'listActivity',
    'listQuestions',
    'listPages',
  ] as const)('%s answers as the contract says', async (method) => {
    const { api, questions } = built({
      passkeys: [passkey()],
      grants: [pageGrant()],
      blocked: [{ origin: 'https://bad.test', at: START }],
      activity: [activityEntry()],
    })
    const { signal } = new AbortController()
    void new WindowConsent(questions).ask(consentQuestion(), signal)
    void new WindowPairing(questions).ask(pairingQuestion(), signal)
    expect(is(mainApiSchemas[method].answer, await api[method]())).toBe(true)
  })
})

describe('the app', () => {
  it('saves what a relying party installs, and says where', async () => {
    const { api, asked } = built()

    await expect(api.saveAttestationFile('blob')).resolves.toBe('/home/ada/blob.txt')
    expect(asked).toEqual([['saveFile', 'blob.txt', 'the blob']])
  })

  it('changes the appearance, and shows it', async () => {
    const { api } = built()
    await api.setAppearance('dark')
    await expect(api.getAppState()).resolves.toMatchObject({ appearance: 'dark' })
  })

  it.each([
    ['retryKeychain', [], ['retry']],
    ['unlockWithPassphrase', ['open sesame'], ['unlockWithPassphrase', 'open sesame']],
    ['createWithPassphrase', ['open sesame'], ['createWithPassphrase', 'open sesame']],
    ['setBridgeEnabled', [false], ['switchBridge', false]],
    ['showLogFile', [], ['showFile', '/data/logs/latchkey.log']],
  ] as const)('%s goes to the part that does it', async (method, args, expected) => {
    const { api, asked } = built()
    await (api[method] as (...args: readonly unknown[]) => Promise<void>)(...args)
    expect(asked).toEqual([expected])
  })

  it('copies the diagnostics, one a line', async () => {
    const { api, asked } = built()
    await api.copyDiagnostics()
    const text = (asked[0]?.[1] as string).split('\n')
    expect(text).toContain('logFile: /data/logs/latchkey.log')
    expect(text).toHaveLength(7)
  })
})

describe('passkeys', () => {
  it('are shown without their keys', async () => {
    const { api } = built({ passkeys: [passkey()] })
    await expect(api.listPasskeys()).resolves.toMatchObject([
      { id: 'AQID', userName: 'ada@example.org' },
    ])
  })

  it('of a locked vault are an empty list, not a failure', async () => {
    await expect(built({ vault: lockedVault }).api.listPasskeys()).resolves.toEqual([])
  })

  const id = Uint8Array.of(1, 2, 3)
  const names = { userName: 'ada', userDisplayName: 'Ada L.' }

  it('are renamed by their bytes', async () => {
    const { api, asked } = built()
    await api.renamePasskey('AQID', names)
    expect(asked).toEqual([['rename', id, names]])
  })

  it.each([
    ['deletePasskey', ['trash', id, 'deleted in the window']],
    ['restorePasskey', ['restore', id]],
    ['showPasskey', ['show', id]],
  ] as const)('%s takes their bytes', async (method, expected) => {
    const { api, asked } = built()
    await api[method]('AQID')
    expect(asked).toEqual([expected])
  })

  it.each(['not base64url!', 'AQID==', 'A'])(
    '%s is the id of none, and nothing happens',
    async (bad) => {
      const { api, asked } = built()
      await expect(async () => api.deletePasskey(bad)).rejects.toThrow(TypeError)
      expect(asked).toEqual([])
    },
  )
})

describe('the record', () => {
  it('is handed on newest first, as a copy', async () => {
    const activity = [activityEntry({ id: 'b' }), activityEntry({ id: 'a' })]
    const listed = await built({ activity }).api.listActivity()
    expect(listed).toEqual(activity)
    expect(listed).not.toBe(activity)
  })
})

describe('questions', () => {
  it('of consent are listed and answered by their id', async () => {
    const { api, questions } = built()
    const answer = new WindowConsent(questions).ask(consentQuestion(), new AbortController().signal)
    const [question] = await api.listQuestions()
    await api.answerConsent(question!.request.id, { given: true, accountId: 'AQID' })
    await expect(answer).resolves.toEqual({
      given: true,
      accountId: 'AQID',
      answeredBy: 'person',
    })
    await expect(api.listQuestions()).resolves.toEqual([])
  })

  it('of pairing are not answered by a consent', async () => {
    const { api, questions } = built()
    const { signal } = new AbortController()
    const answer = new WindowPairing(questions).ask(pairingQuestion(), signal)
    await api.answerConsent('question-1', { given: true })
    await expect(api.listQuestions()).resolves.toHaveLength(1)
    await api.answerPairing('question-1', { allow: false, block: true })
    await expect(answer).resolves.toEqual({ allow: false, block: true })
  })

  it('that nobody asked are answered without effect', async () => {
    const { api } = built()
    await expect(api.answerConsent('nobody', { given: true })).resolves.toBeUndefined()
  })
})

describe('pages', () => {
  it('are listed with how many of their documents are connected', async () => {
    const { api } = built({ grants: [pageGrant()], connected: { [ORIGIN]: 2 } })
    await expect(api.listPages()).resolves.toMatchObject([{ origin: ORIGIN, connected: 2 }])
  })

  it('of a locked vault are an empty list, not a failure', async () => {
    await expect(built({ vault: lockedVault }).api.listPages()).resolves.toEqual([])
  })

  it('that are forgotten lose their sockets before their grants, and all that was set for them', async () => {
    const { api, asked, answersByItself } = built({ grants: [pageGrant()] })
    await api.setAnswersByItself(ORIGIN, true)
    await api.forgetPage(ORIGIN)
    expect(answersByItself.has(ORIGIN)).toBe(false)
    expect(asked.slice(1)).toEqual([
      ['revoke', ORIGIN],
      ['removeByOrigin', ORIGIN],
      ['unblock', ORIGIN],
      ['setPagePolicy', ORIGIN, null],
      ['revoke', ORIGIN],
    ])
  })

  it('lose their sockets also when the vault cannot be written', async () => {
    const { api, asked, parts } = built({ grants: [pageGrant()] })
    parts.vault.grants.removeByOrigin = () => Promise.reject(new Error('the disk is full'))

    await expect(api.forgetPage(ORIGIN)).rejects.toThrow('the disk is full')

    expect(asked).toEqual([
      ['revoke', ORIGIN],
      ['revoke', ORIGIN],
    ])
  })

  it('answer by themselves when they are paired, and the window hears of it', async () => {
    const { api, asked, answersByItself } = built({ grants: [pageGrant()] })
    await api.setAnswersByItself(ORIGIN, true)
    expect(answersByItself.has(ORIGIN)).toBe(true)
    expect(asked).toEqual([['pagesChanged']])
    await expect(api.listPages()).resolves.toMatchObject([{ answersByItself: true }])
  })

  it.each(['https://example.org.evil.test', 'https://example.org/', 'http://example.org', ''])(
    '%j is not paired, and never answers by itself',
    async (origin) => {
      const { api, answersByItself } = built({ grants: [pageGrant()] })
      await expect(api.setAnswersByItself(origin, true)).rejects.toThrow('the page is not paired')
      expect(answersByItself.has(origin)).toBe(false)
    },
  )

  it('stop answering by themselves also while the vault is locked', async () => {
    const { api, answersByItself } = built({ vault: lockedVault })
    answersByItself.set(ORIGIN, true)
    await api.setAnswersByItself(ORIGIN, false)
    expect(answersByItself.has(ORIGIN)).toBe(false)
  })

  it('cannot begin to answer by themselves while the vault is locked', async () => {
    const { api, answersByItself } = built({ vault: lockedVault })
    await expect(api.setAnswersByItself(ORIGIN, true)).rejects.toThrow('locked')
    expect(answersByItself.has(ORIGIN)).toBe(false)
  })

  it('that are forgotten while the vault is locked lose their sockets all the same', async () => {
    const { api, asked } = built({ vault: lockedVault })
    await api.forgetPage(ORIGIN).catch(() => {})
    expect(asked[0]).toEqual(['revoke', ORIGIN])
  })
})

/** The compiler proves it; this shows it for what a loose `as` could break. */
it('answers nothing where the contract has no answer', async () => {
  const { api } = built({ grants: [pageGrant()] })
  const calls: Partial<Record<keyof MainApi, () => Promise<unknown>>> = {
    setAppearance: () => api.setAppearance('light'),
    copyDiagnostics: () => api.copyDiagnostics(),
    showLogFile: () => api.showLogFile(),
    answerConsent: () => api.answerConsent('x', { given: false }),
    forgetPage: () => api.forgetPage(ORIGIN),
    setAnswersByItself: () => api.setAnswersByItself(ORIGIN, true),
  }
  for (const [method, call] of Object.entries(calls))
    await expect(call(), method).resolves.toBeUndefined()
})
