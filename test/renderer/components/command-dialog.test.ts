// @vitest-environment happy-dom
import { beforeEach, expect, it, vi } from 'vitest'
import type { CommandQuestion } from '../../../src/shared/command-question'
import type { FakeMain } from '../../support/fake-main'
import { mountWindow } from '../../support/mounted-window'
import { button, click, find, press, settle, text } from '../../support/window-parts'
import { NOON } from '../../support/window-data'

let fake: FakeMain

beforeEach(async () => {
  fake = await mountWindow()
  vi.useFakeTimers({ now: NOON })
  vi.spyOn(document, 'hasFocus').mockReturnValue(true)
})

async function ask(fields: Partial<CommandQuestion> = {}): Promise<void> {
  const passkeys = [{ userName: 'ada@example.org', userDisplayName: 'Ada', rpId: 'example.org' }]
  const request = { id: 'command', what: 'export', passkeys, count: 3, askedAt: NOON } as const
  fake.ask({ type: 'command', request: { ...request, ...fields } })
  await settle()
}

async function wait(ms: number): Promise<void> {
  vi.advanceTimersByTime(ms)
  await settle()
}

const answers = () => fake.callsOf('answerCommand')

it('names no terminal if the user exports from the window', async () => {
  await ask({ from: 'window' })

  const dialog = text(find('[role=dialog]'))
  expect(dialog).toContain('Anyone who has a private key can sign in')
  expect(dialog).not.toContain('terminal')
})

it('says what a command wants, and with which passkeys', async () => {
  await ask()

  const dialog = text(find('[role=dialog]'))
  expect(dialog).toContain('Export 3 passkeys with private keys?')
  expect(dialog).toContain('terminal')
  expect(dialog).toContain('Anyone who has a private key can sign in')
  expect(dialog).toContain('Ada')
  expect(dialog).toContain('and 2 more')
})

it('says that deleted passkeys can be restored from the trash', async () => {
  await ask({ what: 'delete', count: 1 })

  expect(text(find('[role=dialog]'))).toContain('Delete 1 passkey?')
  expect(text(find('[role=dialog]'))).toContain('trash for 30 days')
})

it('denies by Escape and by its default button', async () => {
  await ask()
  expect(document.activeElement).toBe(button('Deny'))
  await press('Escape')

  expect(answers()).toEqual([['command', false]])
})

it('allows nothing in the first moment, and then by a click', async () => {
  await ask()
  await click(button('Export'))
  expect(answers()).toEqual([])

  await wait(700)
  await click(button('Export'))
  expect(answers()).toEqual([['command', true]])
})
