/** Ceremonies in a browser's pages. Each callback has a page of a new context, so it starts signed out. */
import type { Browser, BrowserContext } from '@playwright/test'
import type { PageCallbacks, PageScripts } from '../relying-party.js'
import { WITHOUT_PLAYWRIGHTS_OWN } from '../../client/storage-state.js'
import { cutWords } from '../words.js'
import type { Stage } from './stage.js'

export function pageStage(site: PageCallbacks, browser: Browser): Stage {
  return {
    browser: `${browser.browserType().name()} ${browser.version()}`,
    open: async (ceremony, session, account, timeoutMs) => {
      const context = await browser.newContext(site.contextOptions)
      const notes = serverErrorsIn(context)
      // So that an error of Playwright, which says what the page did not show, comes before the audit's own time-out.
      context.setDefaultTimeout(timeoutMs * 0.9)
      const content = WITHOUT_PLAYWRIGHTS_OWN + (await session.script())
      await context.addInitScript({ content })
      const page = await context.newPage()
      const callback = ceremony === 'create' ? site.register : site.signIn
      return {
        act: () => callback(page, account),
        notes: () => notes,
        close: () => context.close(),
      }
    },
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
      // The page sees a function expression, so the script may use await and return.
      const source = `(async (account) => {\n${script}\n})(${JSON.stringify(account)})`
      return page.evaluate(source)
    }
  }
  return { ...options, register: running(registerScript), signIn: running(signInScript) }
}

/** Answers that say that the server itself failed. A correct relying party refuses without failing. */
function serverErrorsIn(context: BrowserContext): readonly string[] {
  const notes: string[] = []
  context.on('response', (response) => {
    if (response.status() < 500) return
    const { pathname } = new URL(response.url())
    notes.push(
      cutWords(
        `The server answered ${response.request().method()} ${pathname} with status ${response.status()}.`,
      ),
    )
  })
  return notes
}
