/** All calls of the window together, as the contract describes them. */
import { is } from 'valibot'
import { describe, expect, it } from 'vitest'
import { WindowConsent, WindowPairing } from '../../../src/main/consent/window-consent'
import { mainApi } from '../../../src/main/ipc/main-api'
import { mainCallNames, mainCalls, type MainApi } from '../../../src/shared/main-api'
import { passkey } from '../../support/passkeys'
import { consentQuestion, pairingQuestion } from '../../support/questions'
import { activityEntry } from '../../support/window-data'
import { pageGrant } from '../../support/grants'
import type { PortsOptions } from '../../support/ports-options'
import { START, windowPorts } from '../../support/window-ports'

const ORIGIN = 'https://example.org'

function built(options: PortsOptions = {}) {
  const { ports, questions } = windowPorts(options)
  return { questions, api: mainApi(ports) }
}

describe('mainApi', () => {
  it('has every call of the contract', () => {
    expect(Object.keys(built().api).sort()).toEqual([...mainCallNames].sort())
  })

  it.each([
    'getAppState',
    'getDiagnostics',
    'listPasskeys',
    'listActivity',
    'listQuestions',
    'listPages',
  ] as const)('%s answers as the contract says', async (name) => {
    const { api, questions } = built({
      passkeys: [passkey()],
      grants: [pageGrant()],
      blocked: [{ origin: 'https://bad.test', at: START }],
      activity: [activityEntry()],
    })
    const { signal } = new AbortController()
    void new WindowConsent(questions).ask(consentQuestion(), signal)
    void new WindowPairing(questions).ask(pairingQuestion(), signal)
    expect(is(mainCalls[name].answer, await api[name]())).toBe(true)
  })
})

it('answers with the state after all signals that arrived before', async () => {
  const { ports, asked } = windowPorts({ grants: [pageGrant()] })
  const api = mainApi(ports)
  const calls: Partial<Record<keyof MainApi, () => Promise<unknown>>> = {
    renamePasskey: () => api.renamePasskey('AQ', { userName: 'a', userDisplayName: 'A' }),
    undoSignal: () => api.undoSignal('an entry'),
    forgetPage: () => api.forgetPage(ORIGIN),
    setSignalPolicy: () => api.setSignalPolicy('delete'),
  }
  for (const [name, call] of Object.entries(calls)) {
    asked.length = 0
    await call()
    expect(asked[0], name).toEqual(['signalsApplied'])
  }
})

/** The compiler does not check this: a function with a result is assignable to a function without one. */
it('answers undefined if the contract has no answer', async () => {
  const { api } = built({ grants: [pageGrant()] })
  const calls: Partial<Record<keyof MainApi, () => Promise<unknown>>> = {
    setAppearance: () => api.setAppearance('light'),
    copyDiagnostics: () => api.copyDiagnostics(),
    showLogFile: () => api.showLogFile(),
    showDataFolder: () => api.showDataFolder(),
    answerConsent: () => api.answerConsent('x', { given: false }),
    forgetPage: () => api.forgetPage(ORIGIN),
    setAnswersByItself: () => api.setAnswersByItself(ORIGIN, true),
  }
  for (const [name, call] of Object.entries(calls))
    await expect(call(), name).resolves.toBeUndefined()
})
