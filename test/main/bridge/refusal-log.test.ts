import { describe, expect, it } from 'vitest'
import { RefusalLog } from '../../../src/main/bridge/refusal-log'
import type { ActivityReport } from '../../../src/shared/activity'
import { FakeClock } from '../../support/fake-clock'

describe('RefusalLog', () => {
  it('reports the first refusal at once', () => {
    const { log, reasons } = testLog()

    log.note(refusal('no Origin'))

    expect(reasons()).toEqual(['no Origin'])
  })

  it('reports a flood of the same once a second, with the number', () => {
    const { log, reasons, clock } = testLog()

    for (let i = 0; i < 1_000; i++) log.note(refusal('no Origin'))
    clock.advance(1_000)
    for (let i = 0; i < 5; i++) log.note(refusal('no Origin'))
    clock.advance(1_000)

    expect(reasons()).toEqual([
      'no Origin',
      'no Origin (999 more within a second)',
      'no Origin (5 more within a second)',
    ])
  })

  it('is silent again when the flood is over', () => {
    const { log, reasons, clock } = testLog()
    log.note(refusal('no Origin'))

    clock.advance(10_000)

    expect(reasons()).toHaveLength(1)
  })

  it('tells origins and reasons apart', () => {
    const { log, reports } = testLog()

    log.note(refusal('no Origin'))
    log.note(refusal('no Host'))
    log.note({ ...refusal('no Host'), origin: 'https://example.org' })

    expect(reports).toHaveLength(3)
  })

  it('is not flooded by ever new origins either', () => {
    const { log, reports, reasons, clock } = testLog()

    for (let i = 0; i < 10_000; i++)
      log.note({ ...refusal('blocked'), origin: `https://${i}.example` })
    clock.advance(1_000)

    expect(reports).toHaveLength(32 + 2)
    expect(reasons().at(-1)).toBe(
      'many different refusals within a second (9967 more within a second)',
    )
  })
})

function testLog() {
  const clock = new FakeClock()
  const reports: ActivityReport[] = []
  const log = new RefusalLog((report) => reports.push(report), clock)
  return { log, clock, reports, reasons: () => reports.map(({ reason }) => reason) }
}

function refusal(reason: string): ActivityReport {
  return { kind: 'refusal', origin: null, outcome: 'refused', reason }
}
