/** What a page did while the user was in another view: the notices of signals, and the count of new entries. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { pairAndRegister, setStage, type Stage } from '../support/stage'

let stage: Stage

beforeAll(async () => {
  stage = await setStage()
  await pairAndRegister(stage)
})
afterAll(() => stage.strike())

const shown = () => stage.app.window
const press = (keys: string) => shown().keyboard.press(keys)

describe('announces a burst of signals', () => {
  const notices = () => shown().getByRole('region', { name: 'Notices' })
  const names = async () =>
    (await shown().locator('[data-passkey-id] .title').allInnerTexts()).join()
  /** The page signals this many names, one after another. */
  const signal = async (count: number) => {
    const [account] = (await stage.page.state()).accounts
    await stage.page.page.evaluate(
      async ([userId, most]) => {
        const signals = PublicKeyCredential as unknown as {
          signalCurrentUserDetails(options: object): Promise<void>
        }
        const given = { rpId: location.hostname, userId, name: 'ada@example.org' }
        for (let at = 1; at <= most; at++)
          await signals.signalCurrentUserDetails({ ...given, displayName: `Ada ${at}` })
      },
      [account?.userId ?? '', count] as const,
    )
    await expect.poll(names).toContain(`Ada ${count}`)
  }
  const told = () => notices().innerText()

  it('in one notice, whose undo reverts them all and is announced, by the mouse', async () => {
    await stage.window.show('Passkeys')
    const before = await names()
    await signal(5)
    await expect.poll(told).toMatch(/changed the name in 5 signals: .+ → Ada 5/s)
    expect(await notices().getByRole('listitem').count()).toBe(1)

    await notices().getByRole('button', { name: 'Undo', exact: true }).click()
    await expect.poll(told).toContain('Undone: 5 signals of http://localhost')
    await expect.poll(names).toBe(before)
  })

  it('and by the keyboard, which then says that there is nothing to undo', async () => {
    await stage.window.show('Passkeys')
    const before = await names()
    await signal(6)
    await expect.poll(told).toContain('in 6 signals')
    await press('Control+Z')
    await expect.poll(told).toContain('Undone: 6 signals of http://localhost')
    await expect.poll(names).toBe(before)

    await press('Control+Z')
    await expect.poll(told).toContain('Nothing to undo')
  })
})

it('counts the new entries of Activity in the sidebar, even after the window was reloaded', async () => {
  const news = () => shown().locator('[href="#activity"] + span').allTextContents()
  await stage.window.show('Activity')
  await stage.window.show('Passkeys')
  await expect.poll(news).toEqual([])

  await stage.page.signOut()
  await stage.page.signIn()
  await stage.window.answer('Decline')
  await expect.poll(news).toEqual(['1 new entry'])
  await shown().reload()
  await expect.poll(news).toEqual(['1 new entry'])

  await stage.window.show('Activity')
  await expect.poll(news).toEqual([])
})
