import { expect, it } from 'vitest'
import { AuditRun, type AuditRunParts } from '../../../src/main/audit/audit-run'
import { auditFinding, reportCard } from '../../support/audit-rows'
import { FakeAuditHelper } from '../../support/fake-audit-helper'
import { FakeClock } from '../../support/fake-clock'
import type { AuditProgress } from '../../../src/shared/audit'

const order: AuditRunParts['order'] = {
  is: 'start',
  folder: '/shop',
  name: 'shop.audit.js',
  choice: { faults: [], profiles: [], browser: 'chromium' },
  version: '1.2.3',
  sessionScript: '',
}
const card = reportCard([auditFinding()])
const progress: AuditProgress = {
  done: 1,
  total: 3,
  now: 'uv-not-set (get)',
  findings: 0,
  remainingMs: 200,
}

function begin() {
  const clock = new FakeClock()
  const told: AuditProgress[] = []
  let helper: FakeAuditHelper | undefined
  const run = new AuditRun({
    clock,
    order,
    progress: (one) => told.push(one),
    start: (_folder, events) => {
      const started = new FakeAuditHelper(events)
      helper = started
      return {
        send: (sent) => void started.orders.push(sent),
        end: () => {
          started.isEnded = true
        },
      }
    },
  })
  if (!helper) throw new Error('no helper was started')
  return { clock, told, run, helper }
}

it('hands on the order and the progress, and ends with the card once the file has closed', async () => {
  const { helper, run, told } = begin()
  helper.tell({ is: 'progress', progress })
  helper.tell({ is: 'done', card })
  expect(helper.isEnded).toBe(false)
  helper.tell({ is: 'closed' })

  expect(await run.ended).toEqual({ is: 'done', card })
  expect(helper).toMatchObject({ isEnded: true, orders: [order] })
  expect(told).toEqual([progress])
})

it('keeps the card of a file that does not close', async () => {
  const { helper, run, clock } = begin()
  helper.tell({ is: 'done', card })
  clock.advance(5_000)

  expect(await run.ended).toEqual({ is: 'done', card })
  expect(helper.isEnded).toBe(true)
})

it('keeps the card of a process that ends while it closes', async () => {
  const { helper, run } = begin()
  helper.tell({ is: 'done', card })
  helper.die()

  expect(await run.ended).toEqual({ is: 'done', card })
})

it('says that the process died', async () => {
  const { helper, run } = begin()
  helper.die()

  expect(await run.ended).toMatchObject({
    is: 'failed',
    message: expect.stringMatching(/^The process of the audit ended before the audit did\./),
  })
})

it('ends a file that never pauses, and only such a file', async () => {
  const { helper, run, clock } = begin()
  clock.advance(29_000)
  helper.tell({ is: 'alive' })
  clock.advance(29_000)
  expect(helper.isEnded).toBe(false)
  clock.advance(1_000)

  expect(helper.isEnded).toBe(true)
  expect(await run.ended).toMatchObject({
    is: 'failed',
    message: expect.stringMatching(/more than 30 seconds without a pause/),
  })
})

const garbled = { is: 'done', card: { ...card, rows: [{ key: 1 }] } }
const GARBLED = { is: 'failed', message: expect.stringMatching(/not part of an audit/) as string }

it('lets the file close after its process has repeated an unchanged state', async () => {
  const { helper, run } = begin()
  helper.tellAnything(garbled)
  expect(helper).toMatchObject({ isEnded: false, orders: [order, { is: 'cancel' }] })
  helper.tell({ is: 'cancelled' })
  helper.tell({ is: 'closed' })

  expect(helper.isEnded).toBe(true)
  expect(await run.ended).toEqual(GARBLED)
})

it('ends a process that keeps repeating unchanged states', async () => {
  const { helper, run, clock } = begin()
  helper.tellAnything(garbled)
  clock.advance(4_000)
  helper.tellAnything(garbled)
  clock.advance(1_000)

  expect(helper).toMatchObject({ isEnded: true, orders: [order, { is: 'cancel' }] })
  expect(await run.ended).toEqual(GARBLED)
})

it('stays cancelled when its process then repeats an unchanged state', async () => {
  const { helper, run, clock } = begin()
  run.cancel()
  helper.tellAnything(garbled)
  clock.advance(5_000)

  expect(await run.ended).toEqual({ is: 'cancelled' })
})

it('lets the file close after a cancel', async () => {
  const { helper, run, told } = begin()
  run.cancel()
  run.cancel()
  expect(helper.orders).toEqual([order, { is: 'cancel' }])
  helper.tell({ is: 'progress', progress })
  helper.tell({ is: 'cancelled' })
  expect(helper.isEnded).toBe(false)
  helper.tell({ is: 'closed' })

  expect(await run.ended).toEqual({ is: 'cancelled' })
  expect(told).toEqual([])
})

it('ends a file that does not hear a cancel', async () => {
  const { helper, run, clock } = begin()
  run.cancel()
  helper.tell({ is: 'alive' })
  clock.advance(5_000)

  expect(helper.isEnded).toBe(true)
  expect(await run.ended).toEqual({ is: 'cancelled' })
})

it('ignores messages after the end', async () => {
  const { helper, run, clock, told } = begin()
  run.cancel()
  helper.tell({ is: 'closed' })
  helper.tell({ is: 'progress', progress })
  helper.tell({ is: 'done', card })
  clock.advance(60_000)

  expect(await run.ended).toEqual({ is: 'cancelled' })
  expect(told).toEqual([])
})
