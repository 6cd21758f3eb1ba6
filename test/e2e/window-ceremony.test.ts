/** The tabs of an opened ceremony in the real window, with ceremonies of a real page: by the mouse and by the keyboard. */
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { hasFocus, pressUntil } from '../support/press-until'
import { pairAndRegister, setStage, type Stage } from '../support/stage'

let stage: Stage
/** The two sign-ins, the newest first. */
let challenges: readonly string[]

beforeAll(async () => {
  stage = await setStage()
  await pairAndRegister(stage)
  for (let time = 0; time < 2; time++) {
    await stage.page.signOut()
    await stage.page.signIn()
    await stage.window.answer('Sign in')
    expect(await stage.page.outcome()).toMatchObject({ good: true })
  }
  const calls = await stage.page.calls()
  challenges = calls
    .filter(({ call }) => call === 'navigator.credentials.get')
    .map(({ options }) => /"challenge":"([^"]+)"/.exec(JSON.stringify(options))?.[1] ?? 'none')
})
beforeEach(async () => {
  await stage.app.window.reload()
  await stage.window.show('Activity')
})
afterAll(() => stage.strike())

const shown = () => stage.app.window
const press = (keys: string) => shown().keyboard.press(keys)
const pane = () => shown().getByRole('region', { name: 'Entry' })
const panel = () => shown().getByRole('tabpanel')
const copied = () => stage.app.app.evaluate(({ clipboard }) => clipboard.readText())
const until = (key: string, selector: string) => pressUntil(shown(), key, selector)

async function openByMouse(tab: string): Promise<void> {
  await shown().locator('[data-entry-id]').filter({ hasText: 'Signed in' }).first().click()
  await shown().getByRole('tab', { name: tab, exact: true }).click()
}

/** The page signals after the sign-in, so the newest entry may be a different one. */
async function toSignIn(): Promise<void> {
  await until('Tab', '[data-entry-id]')
  await press('Home')
  const signIn = shown().locator('[data-entry-id]:focus').filter({ hasText: 'Signed in' })
  for (let row = 0; row < 5 && (await signIn.count()) === 0; row++) await press('ArrowDown')
  await press('Enter')
}

async function openByKeyboard(tab: string): Promise<void> {
  await toSignIn()
  await pane().getByRole('heading', { name: 'Signed in' }).waitFor()
  await until('Tab', '[role=tab]')
  await until('ArrowRight', `[role=tab][data-tab=${tab}]`)
}

describe('compares two ceremonies', () => {
  const challengeRow = () =>
    panel()
      .getByRole('row')
      .filter({ hasText: /^request\S*challenge/ })
  const differs = async () => {
    const [newest = '', before = ''] = challenges
    await challengeRow().getByText(newest).waitFor()
    await challengeRow().getByText(before).waitFor()
  }

  it('by the mouse', async () => {
    await openByMouse('Compare')
    await panel().getByLabel('Compare with').selectOption({ index: 0 })
    await panel().getByText('New each time').click()
    await differs()
  })

  it('by the keyboard', async () => {
    await openByKeyboard('compare')
    await until('Tab', '[aria-label=Compare] select')
    await press('ArrowDown')
    await until('Tab', 'summary')
    await press('Enter')
    await differs()
  })
})

describe('copies a ceremony', () => {
  const textOf = () => ({ challenge: challenges[0] ?? '', origin: stage.demo.origin })

  it('as a test in Playwright, by the mouse', async () => {
    await openByMouse('Request')
    await pane().getByLabel('Copy as').selectOption('Playwright test')
    await pane().getByRole('button', { name: 'Copy', exact: true }).click()
    await pane().getByRole('button', { name: 'Copied' }).waitFor()

    const { challenge, origin } = textOf()
    expect(await copied()).toContain(`import { expect, test } from 'latchkey/playwright'`)
    expect(await copied()).toContain(`page.goto("${origin}")`)
    expect(await copied()).toContain(`"challenge": "${challenge}"`)
  })

  it('as a call of SimpleWebAuthn and for curl, by the keyboard', async () => {
    await openByKeyboard('request')
    await until('Shift+Tab', '.take-away select')
    await shown().keyboard.type('Simple')
    await press('Tab')
    await press('Enter')
    const { challenge, origin } = textOf()
    await expect.poll(copied).toContain('await verifyAuthenticationResponse({')
    expect(await copied()).toContain(`expectedChallenge: "${challenge}"`)

    await press('Shift+Tab')
    await press('ArrowDown')
    await press('Tab')
    await press('Enter')
    await expect.poll(copied).toMatch(/^curl /)
    expect(await copied()).toContain(`curl '${origin}/sign-in'`)
    expect(await copied()).toContain('"authenticatorData":')
  })
})

describe('checks against a pasted challenge', () => {
  it('by the mouse', async () => {
    await openByMouse('Check')
    await panel().getByLabel('Challenge', { exact: true }).fill('AAAAAAAAAAAAAAAAAAAAAA')
    await panel()
      .getByText(/^1 step fails/)
      .waitFor()
    await panel().getByText('"AAAAAAAAAAAAAAAAAAAAAA"').first().waitFor()

    await panel()
      .getByLabel('Challenge', { exact: true })
      .fill(challenges[0] ?? '')
    await panel()
      .getByText(/^No step fails/)
      .waitFor()
  })

  it('by the keyboard', async () => {
    await openByKeyboard('check')
    await until('Tab', '.check-form input')
    await shown().keyboard.insertText(challenges[1] ?? '')
    await panel()
      .getByText(/^1 step fails/)
      .waitFor()
  })
})

describe('says why a passkey was offered', () => {
  const verdict = () => panel().getByText('It would be offered now.')

  it('by the mouse', async () => {
    await openByMouse('Offer')
    await verdict().waitFor()
    expect(
      await panel().getByRole('listitem').filter({ hasText: 'Holds:' }).count(),
    ).toBeGreaterThan(3)
  })

  it('by the keyboard', async () => {
    await openByKeyboard('offer')
    await verdict().waitFor()
  })
})

describe('marks a field and its bytes', () => {
  const map = () => panel().locator('.byte-map').first()
  const markedField = () => map().locator('[role=treeitem].marked .name').innerText()

  it('when the mouse is over the bytes or over the field', async () => {
    await openByMouse('Response')
    await map().locator('.run').first().hover()
    await expect.poll(markedField).toBe('rpIdHash')

    await map().getByRole('treeitem', { name: 'signCount' }).hover()
    await expect.poll(() => map().locator('.run.marked').allInnerTexts()).toEqual(['00 00 00 00'])
  })

  it('by the arrow keys', async () => {
    await openByKeyboard('response')
    await until('Tab', '.byte-map [role=treeitem]')
    await until('ArrowDown', '[role=treeitem]:has(.bits)')
    await expect.poll(() => map().locator('.run.marked').count()).toBe(1)
  })
})

describe('leads from the entry to its passkey, and back to its entries', () => {
  const details = () => shown().getByRole('region', { name: 'Passkey', exact: true })

  it('by the mouse', async () => {
    await openByMouse('Request')
    await pane().getByRole('link', { name: 'Ada Byron' }).click()
    await details().getByRole('heading', { name: 'Ada Byron' }).waitFor()
    await shown().locator('[data-passkey-id]').click({ button: 'right' })
    await shown().getByRole('menuitem', { name: 'Show in Activity' }).click()
    await expect.poll(() => shown().locator('[data-entry-id]').count()).toBe(3)
  })

  it('by the keyboard', async () => {
    await toSignIn()
    await until('Tab', '.entry-pane a.passkey-link')
    await press('Enter')
    await details().getByRole('heading', { name: 'Ada Byron' }).waitFor()
  })
})

describe('leads from a page to its passkeys, and back to the page', () => {
  const link = () => shown().getByRole('link', { name: '1 passkey', exact: true })
  const pageHeading = '.page-card h3 button'

  it('by the mouse', async () => {
    await stage.window.show('Pages')
    await link().click()
    await shown().locator('[data-passkey-id]').click()
    await shown()
      .getByRole('region', { name: 'Passkey', exact: true })
      .getByRole('link', { name: stage.demo.origin })
      .click()
    await expect.poll(() => hasFocus(shown(), pageHeading)).toBe(true)
  })

  it('by the keyboard', async () => {
    await stage.window.show('Pages')
    await until('Tab', '.page-links a[href="#passkeys"]')
    await press('Enter')
    await until('Tab', '[data-passkey-id]')
    await press('Enter')
    await until('Tab', '.passkey-pages a')
    await press('Enter')
    await expect.poll(() => hasFocus(shown(), pageHeading)).toBe(true)
  })
})

describe('leads from an entry to its page, and back to the entries of the page', () => {
  const pageHeading = '.page-card h3 button'
  const ofThePage = () => shown().getByLabel('Page', { exact: true }).inputValue()

  it('by the mouse', async () => {
    await openByMouse('What happened')
    await pane().getByRole('link', { name: stage.demo.origin }).click()
    await expect.poll(() => hasFocus(shown(), pageHeading)).toBe(true)
    await shown()
      .getByRole('link', { name: /entr(y|ies)$/ })
      .click()
    await expect.poll(ofThePage).toBe(stage.demo.origin)
  })

  it('by the keyboard', async () => {
    await toSignIn()
    await until('Tab', '.entry-summary a')
    await press('Enter')
    await expect.poll(() => hasFocus(shown(), pageHeading)).toBe(true)
    await until('Tab', '.page-links a[href="#activity"]')
    await press('Enter')
    await expect.poll(ofThePage).toBe(stage.demo.origin)
  })
})
