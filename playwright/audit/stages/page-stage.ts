/**
 * Runs ceremonies in a browser's pages. All callbacks of one session share a page, which is signed out before each callback. A
 * new page for each callback would take most of an audit's time.
 */
import type { Browser, BrowserContext, Page } from '@playwright/test'
import type { PasskeySession } from '../../client/passkey-session.js'
import { WITHOUT_PLAYWRIGHTS_OWN } from '../../client/storage-state.js'
import { AuditError } from '../audit-error.js'
import type { PageCallbacks, PageScripts } from '../relying-party.js'
import { cutWords } from '../words.js'
import type { Stage } from './stage.js'

/** A limit, because a page that polls a failing server would fill the report. */
const MOST_NOTES = 100

/** @param freshContexts whether each callback gets a page of a new browser context. */
export function pageStage(site: PageCallbacks, browser: Browser, freshContexts = false): Stage {
  const tabs = new Map<string, Tab>()
  const leave = async ({ id }: PasskeySession) => {
    const tab = tabs.get(id)
    tabs.delete(id)
    await tab?.context.close()
  }
  return {
    browser: `${browser.browserType().name()} ${browser.version()}`,
    leave,
    open: async (ceremony, session, account, timeoutMs) => {
      if (!browser.isConnected()) throw new AuditError('The browser has ended.')
      const kept = tabs.get(session.id)
      const isReady = await kept?.signOut()
      if (isReady === false) await leave(session)
      const tab = kept && isReady ? kept : await Tab.open(site, browser, session, timeoutMs)
      tabs.set(session.id, tab)
      const notes = tab.startNotes()
      const callback = ceremony === 'create' ? site.register : site.signIn
      return {
        act: () => callback(tab.page, account),
        notes: () => notes,
        close: async (isHung) => {
          if (isHung || freshContexts) await leave(session)
        },
      }
    },
  }
}

class Tab {
  readonly context: BrowserContext
  readonly page: Page
  #notes: string[] = []

  private constructor(context: BrowserContext, page: Page) {
    this.context = context
    this.page = page
    context.on('response', (response) => {
      if (response.status() < 500 || this.#notes.length >= MOST_NOTES) return
      const { pathname } = new URL(response.url())
      const what = `${response.request().method()} ${pathname} with status ${response.status()}`
      this.#notes.push(cutWords(`The server answered ${what}.`))
    })
  }

  static async open(
    { contextOptions }: PageCallbacks,
    browser: Browser,
    session: PasskeySession,
    timeoutMs: number,
  ): Promise<Tab> {
    const context = await browser.newContext(contextOptions)
    // Less than the audit's own time-out, so that Playwright's error comes first and says what the page did not show.
    context.setDefaultTimeout(timeoutMs * 0.9)
    const content = WITHOUT_PLAYWRIGHTS_OWN + (await session.script())
    await context.addInitScript({ content })
    return new Tab(context, await context.newPage())
  }

  /** Clears what the page keeps of its user. @returns false when the page prevents that. */
  async signOut(): Promise<boolean> {
    try {
      await this.page.evaluate('localStorage.clear(); sessionStorage.clear()')
      await this.context.clearCookies()
      return true
    } catch {
      return false
    }
  }

  /**
   * Collects the first hundred answers that show a failure of the server itself. A correct relying party refuses without
   * failing.
   */
  startNotes(): readonly string[] {
    this.#notes = []
    return this.#notes
  }
}

/** Page scripts as callbacks: they open the page and run the script there. */
export function callbacksOf({
  url,
  registerScript,
  signInScript,
  ...options
}: PageScripts): PageCallbacks {
  const running = (script: string): PageCallbacks['register'] => {
    return async (page, account) => {
      await page.goto(url)
      return page.evaluate(`(${RUN})(${functionOf(script)}, ${JSON.stringify(account)})`)
    }
  }
  return { ...options, register: running(registerScript), signIn: running(signInScript) }
}

/** A function expression for the page, so that the script may use await and return. */
function functionOf(script: string): string {
  return `async (account) => {\n${script}\n}`
}

/** Runs in the page. Otherwise Playwright would wrap the error's message in its own words and a stack. */
const RUN = `async (script, account) => {
  try {
    return await script(account)
  } catch (error) {
    if (!(error instanceof Error || error instanceof DOMException)) throw error
    const { name, message } = error
    const words = [...(name === 'Error' ? [] : [name]), ...(message === '' ? [] : [message])]
    return { accepted: false, message: words.join(': ') || name }
  }
}`
