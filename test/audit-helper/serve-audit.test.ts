import { expect, it } from 'vitest'
import { serveAudit, type AuditWatch } from '../../src/audit-helper/serve-audit'
import type { AuditReportCard } from '../../src/shared/audit'
import type { AuditNews, AuditStart } from '../../src/shared/audit-messages'
import { auditRow, reportCard } from '../support/audit-rows'

const order: AuditStart = {
  is: 'start',
  folder: '/shop',
  name: 'shop.audit.js',
  choice: { faults: [], profiles: [], browser: 'chromium' },
  version: '1.2.3',
  sessionScript: '',
}
const card = reportCard([auditRow()])

function serve(run: (start: AuditStart, watch: AuditWatch) => Promise<AuditReportCard>) {
  const told: AuditNews[] = []
  const heard: { message?: (message: unknown) => void; stray?: (error: unknown) => void } = {}
  const ticks: (() => void)[] = []
  let closed: () => void = () => undefined
  const isClosed = new Promise<void>((resolve) => (closed = resolve))
  serveAudit(
    {
      onMessage: (listener) => (heard.message = listener),
      send: (news) => {
        // Copied, as to another process.
        told.push(structuredClone(news))
        if (news.is === 'closed') closed()
      },
    },
    {
      run,
      onStray: (listener) => (heard.stray = listener),
      every: (_ms, callback) => void ticks.push(callback),
    },
  )
  return {
    told,
    isClosed,
    order: (message: unknown) => heard.message?.(message),
    stray: (error: unknown) => heard.stray?.(error),
    tick: () => ticks.forEach((callback) => callback()),
  }
}

/** Runs until it is cancelled. */
const untilCancelled = (_start: AuditStart, { signal }: AuditWatch) =>
  new Promise<never>((_, reject) => {
    signal.addEventListener('abort', () => reject(signal.reason as Error))
  })

it('reports the progress and the card, then closes what the file has started', async () => {
  const progress = { done: 0, total: 1, now: '', findings: 0, remainingMs: null }
  const closed: string[] = []
  const helper = serve(async (start, watch) => {
    expect(start).toEqual(order)
    watch.progress(progress)
    watch.closeAfterwards(() => {
      closed.push('first')
      throw new Error('it does not close')
    })
    watch.closeAfterwards(() => void closed.push('second'))
    return card
  })
  helper.tick()
  helper.order(order)
  await helper.isClosed

  expect(helper.told).toEqual([
    { is: 'alive' },
    { is: 'progress', progress },
    { is: 'done', card },
    { is: 'closed' },
  ])
  expect(closed).toEqual(['first', 'second'])
})

it('says why a card cannot be sent, and closes what the file has started', async () => {
  const closed: string[] = []
  const helper = serve(async (_start, watch) => {
    watch.closeAfterwards(() => void closed.push('server'))
    return { ...card, subject: (() => 'the shop') as unknown as string }
  })
  helper.order(order)
  await helper.isClosed

  expect(helper.told).toEqual([
    { is: 'failed', message: expect.stringMatching(/^The report card cannot be shown: .*clone/) },
    { is: 'closed' },
  ])
  expect(closed).toEqual(['server'])
})

it.each([
  [new Error('No database runs.'), 'No database runs.'],
  [new TypeError(''), 'TypeError'],
  [new Error('x'.repeat(5_000)), `${'x'.repeat(2_000)}…`],
])('tells why an audit failed', async (error, message) => {
  const helper = serve(async () => {
    throw error
  })
  helper.order(order)
  await helper.isClosed

  expect(helper.told).toEqual([{ is: 'failed', message }, { is: 'closed' }])
})

it('cancels', async () => {
  const helper = serve(untilCancelled)
  helper.order(order)
  helper.order({ is: 'cancel' })
  await helper.isClosed

  expect(helper.told).toEqual([{ is: 'cancelled' }, { is: 'closed' }])
})

it('reports an uncaught error, and stops', async () => {
  const helper = serve(untilCancelled)
  helper.order(order)
  helper.stray(new Error('the port is taken'))
  await helper.isClosed

  expect(helper.told[0]).toEqual({
    is: 'failed',
    message: 'The file failed outside of a trial: the port is taken',
  })
})

it('reports no error after a cancel', async () => {
  const helper = serve(untilCancelled)
  helper.order(order)
  helper.order({ is: 'cancel' })
  helper.stray(new Error('the connection was cut off'))
  await helper.isClosed

  expect(helper.told).toEqual([{ is: 'cancelled' }, { is: 'closed' }])
})

it('refuses anything that is not an order', () => {
  expect(() => serve(untilCancelled).order({ is: 'start', folder: '/' })).toThrow()
})
