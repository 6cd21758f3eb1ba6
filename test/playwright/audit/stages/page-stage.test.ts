/** Uses a browser in memory, whose page gets the answers that a test sets. The end-to-end tests audit in real browsers. */
import type { Browser, Page, Response } from '@playwright/test'
import { describe, expect, it } from 'vitest'
import { callbacksOf, pageStage } from '../../../../playwright/audit/stages/page-stage'
import type { PasskeySession } from '../../../../playwright/client/passkey-session'

function browserInMemory() {
  const listeners: ((response: Response) => void)[] = []
  const context = {
    on: (_event: 'response', listener: (response: Response) => void) => listeners.push(listener),
    setDefaultTimeout: () => undefined,
    addInitScript: async () => undefined,
    newPage: async () => ({ evaluate: async () => undefined }),
    clearCookies: async () => undefined,
    close: async () => undefined,
  }
  const browser = {
    browserType: () => ({ name: () => 'chromium' }),
    version: () => '1',
    isConnected: () => true,
    newContext: async () => context,
  }
  return {
    browser: browser as unknown as Browser,
    answer: (status: number) => {
      const response = {
        status: () => status,
        url: () => 'https://example.org/api?user=ada',
        request: () => ({ method: () => 'POST' }),
      } as unknown as Response
      for (const listener of listeners) listener(response)
    },
  }
}

const session = { id: 'one', script: async () => '' } as unknown as PasskeySession
const account = { userName: 'ada@example.org', displayName: 'Ada' }
const site = { register: async () => undefined, signIn: async () => undefined }

it('records the answers of a failing server, for each callback separately', async () => {
  const { browser, answer } = browserInMemory()
  const stage = pageStage(site, browser)
  const first = await stage.open('create', session, account, 1_000)
  answer(500)
  answer(404)
  const second = await stage.open('get', session, account, 1_000)
  answer(503)

  expect(first.notes()).toEqual(['The server answered POST /api with status 500.'])
  expect(second.notes()).toEqual(['The server answered POST /api with status 503.'])
})

it('records at most what a report card may hold', async () => {
  const { browser, answer } = browserInMemory()
  const scene = await pageStage(site, browser).open('get', session, account, 1_000)
  for (let count = 0; count < 2_000; count++) answer(500)

  expect(scene.notes()).toHaveLength(100)
})

describe('a page script', () => {
  /** The page's reaction to the script. */
  const page = {
    goto: async () => null,
    evaluate: async (source: string) => (0, eval)(source) as unknown,
  }

  function run(registerScript: string) {
    const scripts = { url: 'https://example.org', registerScript, signInScript: '' }
    return callbacksOf(scripts).register(page as unknown as Page, account)
  }

  it('gets the account, and says what it returns', async () => {
    expect(await run('return { verified: account.userName }')).toEqual({
      verified: 'ada@example.org',
    })
  })

  it.each([
    ["throw new Error('The signature is bad.')", 'The signature is bad.'],
    ["throw new TypeError('no')", 'TypeError: no'],
    ["throw new DOMException('no', 'NotAllowedError')", 'NotAllowedError: no'],
    ['throw new RangeError()', 'RangeError'],
    ['throw new Error()', 'Error'],
  ])('that ends with %s refuses with only the words of the error', async (script, message) => {
    expect(await run(`await null; ${script}`)).toEqual({ accepted: false, message })
  })

  it('may throw anything', async () => {
    await expect(run('throw { status: 500 }')).rejects.toEqual({ status: 500 })
  })
})
