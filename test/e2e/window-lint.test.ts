/** The lint in the real window: the question, the entry and the page's list show what a paired page does wrong. */
import { afterAll, beforeEach, expect, it } from 'vitest'
import { hasFocus, pressUntil } from '../support/press-until'
import { nextStage, pairAndRegister, type Stage } from '../support/stage'

let stage: Stage
let last: Stage | undefined

beforeEach(async () => {
  stage = last = await nextStage(last)
  await pairAndRegister(stage)
})
afterAll(() => last?.strike())

const SHORT = 'The challenge is shorter than 16 bytes.'

const shown = () => stage.app.window
const rows = () => shown().locator('[data-entry-id]')
const pane = () => shown().getByRole('region', { name: 'Entry' })
const list = () => shown().getByRole('region', { name: 'Lint of pages' })

/** The page makes a passkey for a new user, with a challenge of this many bytes. */
function createIn({ page }: Stage['page'], displayName: string, bytes: number): Promise<string> {
  const given = { displayName, length: bytes }
  return page.evaluate(async ({ displayName: user, length }) => {
    const random = (count: number) => crypto.getRandomValues(new Uint8Array(count))
    const made = await navigator.credentials.create({
      publicKey: {
        rp: { id: location.hostname, name: 'Demo' },
        user: { id: random(32), name: `${user}@example.org`, displayName: user },
        challenge: random(length),
        pubKeyCredParams: [-8, -7, -257].map((alg) => ({ type: 'public-key', alg })),
        timeout: 300_000,
        authenticatorSelection: {
          residentKey: 'required',
          requireResidentKey: true,
          userVerification: 'preferred',
        },
      },
    })
    return made?.id ?? 'none'
  }, given)
}

/** Shows only the page of this test, because the app keeps the findings about the pages of other tests. */
async function openLint(): Promise<void> {
  const { window, demo } = stage
  await window.show('Activity')
  await shown().getByLabel('Page', { exact: true }).selectOption(demo.origin)
  await shown().getByRole('button', { name: /^Lint/ }).click()
  await list().getByRole('heading', { name: 'Lint of pages' }).waitFor()
}

it('the question, the entry and the list of the page show a planted mistake', async () => {
  const { window, page, demo } = stage
  const made = createIn(page, 'Ben', 8)
  await window.dialog().getByText('Lint: 1 error').click()
  await window.dialog().getByText(SHORT).waitFor()
  await window.answer('Create passkey')
  await made

  await window.show('Activity')
  await rows().filter({ hasText: 'Ben' }).first().click()
  await shown().getByRole('tab', { name: /^Lint/ }).click()
  await pane().getByText(SHORT).waitFor()
  expect(await pane().getByRole('tabpanel').innerText()).toContain('challenge-short')
  await pane().getByRole('button', { name: 'Close the details' }).click()

  await openLint()
  expect(await list().getByRole('heading', { level: 3 }).innerText()).toContain(demo.origin)
  expect(await list().getByRole('listitem').count()).toBe(1)
  const finding = list().getByRole('listitem')
  expect(await finding.innerText()).toMatch(/challenge-short[^]*Send at least 16 random bytes/)
  await finding.getByRole('button', { name: 'Open the ceremony' }).click()
  await pane().getByText('Passkey created').first().waitFor()

  // From the page in Pages, by the mouse and by the keyboard.
  const link = shown().getByRole('link', { name: 'Lint: 1 error' })
  const heading = list().getByRole('heading', { name: 'Lint of pages' })
  await window.show('Pages')
  await link.click()
  await heading.waitFor()
  await window.show('Pages')
  await pressUntil(shown(), 'Tab', '[data-link=lint]')
  await shown().keyboard.press('Enter')
  await heading.waitFor()
  expect(await hasFocus(shown(), '.page-findings h2')).toBe(true)
})

it('a call without mistake has no word of the lint', async () => {
  const { window, page } = stage
  const made = createIn(page, 'Cleo', 32)
  const question = await window.dialogText()
  await window.answer('Create passkey')
  await made

  expect(question).toContain('Cleo@example.org')
  expect(question).not.toContain('Lint')
  await window.show('Activity')
  await rows().filter({ hasText: 'Cleo' }).first().click()
  await shown().getByRole('tab', { name: /^Lint/ }).click()
  await pane().getByText('The lint found nothing in this call.').waitFor()
})

it('an offer that the page cannot abort is found while it waits', async () => {
  const { page } = stage
  await page.page.evaluate(
    (challenge) => {
      const publicKey = { challenge: Uint8Array.from(challenge), rpId: location.hostname }
      const given = { publicKey: { ...publicKey, userVerification: 'preferred' } } as const
      void navigator.credentials.get({ ...given, mediation: 'conditional' }).catch(() => undefined)
    },
    [...crypto.getRandomValues(new Uint8Array(32))],
  )

  await openLint()
  await list().getByText('The conditional sign-in has no AbortSignal.').waitFor()
})

it('a signal is judged by the passkeys from before it', async () => {
  const { window, page } = stage
  const userId = page.page.evaluate(async () => {
    const challenge = crypto.getRandomValues(new Uint8Array(32))
    const got = await navigator.credentials.get({
      publicKey: { challenge, rpId: location.hostname },
    })
    const { response } = (got as PublicKeyCredential).toJSON() as AuthenticationResponseJSON
    return response.userHandle ?? 'none'
  })
  await window.answer('Sign in')
  await page.page.evaluate(
    (user) =>
      PublicKeyCredential.signalAllAcceptedCredentials({
        rpId: location.hostname,
        userId: user,
        allAcceptedCredentialIds: [],
      }),
    await userId,
  )

  await openLint()
  await list().getByText('The list leaves out a passkey that signed in lately.').waitFor()
})
