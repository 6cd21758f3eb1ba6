import { expect, it } from 'vitest'
import type { AuditChoice } from '../../../src/shared/audit'
import { auditFinding, reportCard } from '../../support/audit-rows'
import { fakeAudits } from '../../support/fake-audit-helper'

const choice: AuditChoice = { faults: ['uv-not-set'], profiles: ['dashlane'], browser: 'chromium' }
const card = reportCard([auditFinding()], 'the shop')
const PATH = '/home/ada/shop/shop.audit.js'

function chosen() {
  const fake = fakeAudits()
  const id = fake.audits.add(PATH)
  fake.audits.allow(id)
  return { ...fake, id }
}

/** A run that has ended with a card. */
async function done() {
  const fake = chosen()
  fake.audits.start(fake.id, choice)
  fake.helper().tell({ is: 'done', card })
  fake.helper().tell({ is: 'closed' })
  await Promise.resolve()
  return fake
}

it('runs a file in its folder, with the user’s choices', () => {
  const { audits, id, helper, folders } = chosen()
  audits.start(id, choice)

  expect(folders).toEqual(['/home/ada/shop'])
  expect(helper().orders).toEqual([
    {
      is: 'start',
      folder: '/home/ada/shop',
      name: 'shop.audit.js',
      choice,
      version: '1.2.3',
      sessionScript: 'the script',
    },
  ])
  expect(audits.state.run).toEqual({ is: 'running', fileId: id, progress: null, cancelling: false })
})

it('runs no file that the user has not allowed to run', () => {
  const { audits, helpers } = fakeAudits()
  const id = audits.add(PATH)

  expect(() => audits.start(id, choice)).toThrow('Allow Latchkey to run shop.audit.js first.')
  expect(() => audits.start('other', choice)).toThrow('Choose the file again.')
  expect(helpers).toEqual([])
})

it('runs one audit at a time', () => {
  const { audits, id, helpers } = chosen()
  audits.start(id, choice)

  expect(() => audits.start(id, choice)).toThrow('An audit runs already.')
  expect(helpers).toHaveLength(1)
})

it('tells the window of each change, and never of a path', async () => {
  const { audits, id, helper } = chosen()
  const states: unknown[] = []
  audits.onChange(() => states.push(audits.state))
  audits.start(id, choice)
  const progress = { done: 1, total: 2, now: 'dashlane', findings: 0, remainingMs: null }
  helper().tell({ is: 'progress', progress })
  audits.cancel()
  helper().tell({ is: 'cancelled' })
  helper().tell({ is: 'closed' })
  await Promise.resolve()

  expect(states).toMatchObject([
    { run: { is: 'running', progress: null, cancelling: false } },
    { run: { is: 'running', progress, cancelling: false } },
    { run: { is: 'running', progress, cancelling: true } },
    { run: { is: 'cancelled', fileId: id } },
  ])
  expect(JSON.stringify(states)).not.toContain('/home')
  expect(audits.state.card).toBeNull()
})

it('keeps the last card while the next run fails', async () => {
  const { audits, id, helper } = await done()
  expect(audits.state).toMatchObject({
    run: { is: 'done' },
    card: { number: 1, fileId: id, opens: false },
  })

  audits.start(id, choice)
  helper().tell({ is: 'failed', message: 'No database runs.' })
  helper().tell({ is: 'closed' })
  await Promise.resolve()

  expect(audits.state.run).toEqual({ is: 'failed', fileId: id, message: 'No database runs.' })
  expect(audits.card).toEqual(card)
})

it('makes a file of the card in each format', async () => {
  const { audits } = await done()

  const texts = (['html', 'json', 'sarif', 'junit'] as const).map((one) => audits.report(one))
  expect(texts.map(({ name }) => name)).toEqual([
    'latchkey-audit-2026-11-30.html',
    'latchkey-audit-2026-11-30.json',
    'latchkey-audit-2026-11-30.sarif',
    'latchkey-audit-2026-11-30.xml',
  ])
  const [html = '', json = '', sarif = '', junit = ''] = texts.map(({ text }) => text)
  expect(html).toMatch(/^<!doctype html>/)
  expect(JSON.parse(json)).toEqual(card)
  expect(sarif).toContain('shop.audit.js')
  expect(junit).toContain('<testsuite')
})

it('opens a card only where it was saved as HTML', async () => {
  const { audits } = await done()
  expect(() => audits.savedReport).toThrow('Save the report as HTML first.')

  audits.savedTo('/home/ada/audit.html', audits.report('html').number)

  expect(audits.savedReport).toBe('/home/ada/audit.html')
  expect(audits.state.card).toMatchObject({ opens: true })
})

it('does not open the report of an earlier card, saved after a later audit has ended', async () => {
  const { audits, id, helper } = await done()
  const { number } = audits.report('html')
  audits.start(id, choice)
  helper().tell({ is: 'done', card })
  helper().tell({ is: 'closed' })
  await Promise.resolve()

  audits.savedTo('/home/ada/first.html', number)

  expect(audits.state.card).toMatchObject({ number: 2, opens: false })
  expect(() => audits.savedReport).toThrow('Save the report as HTML first.')
})

it('has no card before the first run', () => {
  expect(() => fakeAudits().audits.card).toThrow('There is no report card.')
})

it('lets the file close before the app ends', async () => {
  const { audits, id, helper } = chosen()
  audits.start(id, choice)
  const ended = audits.end()
  expect(helper().isEnded).toBe(false)
  expect(helper().orders.at(-1)).toEqual({ is: 'cancel' })
  helper().tell({ is: 'cancelled' })
  helper().tell({ is: 'closed' })
  await ended

  expect(helper().isEnded).toBe(true)
})

it('ends with the app a file that does not close', async () => {
  const { audits, id, helper, clock } = chosen()
  audits.start(id, choice)
  const ended = audits.end()
  clock.advance(5_000)
  await ended

  expect(helper().isEnded).toBe(true)
})

it('does not hold the app up when no audit runs', async () => {
  await fakeAudits().audits.end()
  const { audits } = await done()
  await audits.end()

  expect(audits.state.run.is).toBe('done')
})
