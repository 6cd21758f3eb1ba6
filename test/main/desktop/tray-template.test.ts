import { expect, it } from 'vitest'
import { askerOf } from '../../../src/shared/asker'
import { trayTemplate, trayTooltip, type TrayState } from '../../../src/main/desktop/tray-template'
import { consentRequest } from '../../support/window-data'

const quiet: TrayState = {
  isOpen: true,
  isBridgeOn: true,
  isListening: true,
  asker: null,
  autoApproved: 0,
}

function tray(state: Partial<TrayState> = {}) {
  const asked: unknown[] = []
  const note = (name: string) => (what?: unknown) =>
    void asked.push(name, ...(what === undefined ? [] : [what]))
  const template = trayTemplate(
    { ...quiet, ...state },
    { open: note('open'), lock: note('lock'), switchBridge: note('bridge'), quit: note('quit') },
  )
  const entry = (label: string) => template.find((one) => one.label === label)
  const press = (label: string) => (entry(label)?.click as () => void)()
  return { labels: template.flatMap(({ label }) => label ?? []), entry, press, asked }
}

it('opens, locks, switches the bridge and quits', () => {
  const { labels, press, asked } = tray()
  expect(labels).toEqual(['Open Latchkey', 'Bridge', 'Lock the vault', 'Quit'])

  for (const label of labels) press(label)

  expect(asked).toEqual(['open', 'bridge', false, 'lock', 'quit'])
})

it('shows whether the bridge is on, and switches it on again', () => {
  const { entry, press, asked } = tray({ isBridgeOn: false })

  press('Bridge')

  expect([entry('Bridge')?.checked, asked]).toEqual([false, ['bridge', true]])
})

it('names who waits for an answer, and leads there', () => {
  const { press, asked } = tray({ asker: 'https://shop.example' })

  press('Answer https://shop.example…')

  expect(asked).toEqual(['open'])
  expect(trayTooltip({ ...quiet, asker: 'https://shop.example' })).toBe(
    'Latchkey: https://shop.example waits for your answer',
  )
})

it('says how many pages are auto-approved, and locks nothing that is not open', () => {
  const { labels, entry } = tray({ autoApproved: 2, isOpen: false })

  expect(labels).toContain('2 pages are auto-approved')
  expect(entry('Lock the vault')?.enabled).toBe(false)
})

it('keeps the end of a long origin, which names its owner', () => {
  const origin = `https://${'a'.repeat(80)}.owner.example`
  const request = consentRequest({ origin })

  expect(askerOf({ type: 'consent', request })).toMatch(/^….{45}\.owner\.example$/)
  expect(askerOf(undefined)).toBe('A page')
})
