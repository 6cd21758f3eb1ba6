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

  it('reports a flood of equal refusals once a second, with their number', () => {
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

  it('distinguishes origins and reasons', () => {
    const { log, reports } = testLog()

    log.note(refusal('no Origin'))
    log.note(refusal('no Host'))
    log.note({ ...refusal('no Host'), origin: 'https://example.org' })

    expect(reports).toHaveLength(3)
  })

  it('does not sum up signals that differ in any field except the time', () => {
    const { log, reports } = testLog()
    const nothing: ActivityReport = {
      kind: 'signal',
      signal: 'currentUserDetails',
      origin: 'https://example.org',
      rpId: 'example.org',
      outcome: 'nothing',
      reason: 'the names are already the same',
      policy: 'spec',
      left: [left('AQ', 'the names are already the same')],
    }
    const different: ActivityReport[] = [
      nothing,
      { ...nothing, signal: 'allAcceptedCredentials' },
      { ...nothing, rpId: 'login.example.org' },
      { ...nothing, policy: 'delete' },
      { ...nothing, left: [left('Ag', 'the names are already the same')] },
      { ...nothing, left: [left('AQ', 'the user edited the names')] },
      { ...nothing, outcome: 'refused', error: 'TypeError' },
    ]

    for (const report of different) log.note(report)
    for (const report of different) log.note(report)

    expect(reports).toEqual(different)
  })

  it('gives a summary no id', () => {
    const { log, reports, clock } = testLog()

    log.note({ ...refusal('no Origin'), id: 'first' })
    log.note({ ...refusal('no Origin'), id: 'second' })
    clock.advance(1_000)

    expect(reports.map(({ id }) => id)).toEqual(['first', undefined])
    expect(reports[1]).not.toHaveProperty('id')
  })

  it('reports the given summary for many different refusals', () => {
    const many = { ...refusal('many'), origin: 'https://example.org' }
    const { log, reports } = testLog(many)

    for (let i = 0; i < 34; i++) log.note(refusal(`reason ${i}`))

    expect(reports.slice(32)).toEqual([many])
  })

  it('is not flooded by refusals of many origins', () => {
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

function testLog(many?: ActivityReport) {
  const clock = new FakeClock()
  const reports: ActivityReport[] = []
  const log = new RefusalLog((report) => reports.push(report), clock, many)
  return { log, clock, reports, reasons: () => reports.map(({ reason }) => reason) }
}

function refusal(reason: string): ActivityReport {
  return { kind: 'refusal', origin: null, outcome: 'refused', reason }
}

function left(passkeyId: string, because: string) {
  return { passkeyId, names: { userName: '', userDisplayName: '' }, because }
}
