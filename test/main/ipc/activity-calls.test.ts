import { caseOfEntry } from '../../../src/inspect/case/case-of-entry'
import { expect, it } from 'vitest'
import { activityCalls } from '../../../src/main/ipc/activity-calls'
import type { CountedFinding, LintSeverity } from '../../../src/shared/lint-finding'
import { activityEntry, keptCeremony, lintFinding } from '../../support/window-data'
import type { PortsOptions } from '../../support/ports-options'
import { windowPorts } from '../../support/window-ports'

function built(options: PortsOptions = {}) {
  const { ports, asked } = windowPorts(options)
  return { asked, calls: activityCalls(ports.activity) }
}

it('returns the record newest first, as a copy', async () => {
  const activity = [activityEntry({ id: 'b' }), activityEntry({ id: 'a' })]
  const { entries, next } = await built({ activity }).calls.listActivity()
  expect(entries).toEqual(activity)
  expect(entries).not.toBe(activity)
  expect(next).toBeNull()
})

it('returns a long record in parts', async () => {
  const activity = Array.from({ length: 1250 }, (_, index) => activityEntry({ id: `${index}` }))
  const { calls } = built({ activity })

  const first = await calls.listActivity()
  const second = await calls.listActivity(first.next ?? NaN)
  const third = await calls.listActivity(second.next ?? NaN)

  expect([first, second, third].map(({ entries }) => entries.length)).toEqual([100, 1000, 150])
  expect([...first.entries, ...second.entries, ...third.entries]).toEqual(activity)
  expect(third.next).toBeNull()
})

it('saves the record as a file, and says where', async () => {
  const { calls, asked } = built({ activity: [activityEntry({ id: 'a' })] })

  await expect(calls.exportActivity()).resolves.toMatch(/^\/home\/ada\/latchkey-record-.*\.json$/)

  const [[what, , text]] = asked as [[string, string, string]]
  expect(what).toBe('saveFile')
  expect(JSON.parse(text)).toMatchObject({ app: '1.2.3', entries: [{ id: 'a' }] })
})

it('undoes a signal by the id of its entry', async () => {
  const { calls, asked } = built()
  await expect(calls.undoSignal('a')).resolves.toMatchObject({ kind: 'undo', undoes: 'a' })
  expect(asked).toEqual([['undo', 'a']])
})

it('returns what is kept of a ceremony, or null', async () => {
  const detail = keptCeremony({ entryId: 'a' })
  const { calls } = built({ details: [detail] })

  await expect(calls.ceremonyDetail('a')).resolves.toEqual(detail)
  await expect(calls.ceremonyDetail('b')).resolves.toBeNull()
})

it('asks why a passkey was not offered', async () => {
  const { calls, asked } = built()

  await expect(calls.whyNotOffered('a', 'AQID')).resolves.toBe('not-kept')
  expect(asked).toEqual([['whyNotOffered', 'a', 'AQID']])
})

it('asks why a passkey was not made', async () => {
  const { calls, asked } = built()

  await expect(calls.whyNotMade('a')).resolves.toBe('failed-before')
  expect(asked).toEqual([['whyNotMade', 'a']])
})

it('returns what the lint found in a signal', async () => {
  const { calls, asked } = built()

  await expect(calls.signalFindings('a')).resolves.toEqual([lintFinding()])
  expect(asked).toEqual([['signalFindings', 'a']])
})

it('lists what the lint found by page, the worst first', async () => {
  const found = (origin: string, severity: LintSeverity): CountedFinding => ({
    ...lintFinding({ severity }),
    ...{ origin, call: 'get', signal: null, entryId: 'c', at: 1, times: 1 },
  })
  const [a, b] = ['https://a.example', 'https://b.example'] as const
  const findings = [found(a, 'hint'), found(b, 'error'), found(a, 'warning')]

  const linted = new Map([
    [b, 2],
    ['https://good.example', 5],
    [a, 3],
  ])
  await expect(built({ findings, linted }).calls.listPageFindings()).resolves.toEqual([
    { origin: a, calls: 3, findings: [findings[2], findings[0]] },
    { origin: b, calls: 2, findings: [findings[1]] },
    { origin: 'https://good.example', calls: 5, findings: [] },
  ])
})

it('saves a ceremony as a case file that it opens again', async () => {
  const activity = [activityEntry({ id: 'a', at: Date.UTC(2026, 0, 31) })]
  const { calls, asked } = built({ activity, details: [keptCeremony({ entryId: 'a' })] })
  await expect(calls.saveCase('a')).resolves.toBe('/home/ada/latchkey-case-get-2026-01-31.json')

  const [[, , text]] = asked as [[string, string, string]]
  const opened = { name: 'case.json', text }
  await expect(built({ opened }).calls.openCase()).resolves.toMatchObject({
    ...{ app: '1.2.3', kind: 'get', failed: { step: 'authenticators' }, entry: { id: 'a' } },
  })
})

it('opens a case without the secrets that a test has asked for', async () => {
  const first = 'A'.repeat(43)
  const one = caseOfEntry(
    {
      entry: activityEntry(),
      detail: keptCeremony({
        response: { clientExtensionResults: { prf: { results: { first } } } },
      }),
    },
    { app: '1.2.3', now: 0 },
  )
  const opened = { name: 'case.json', text: JSON.stringify(one) }
  const shown = await built({ opened }).calls.openCase()

  expect(JSON.stringify(shown)).not.toContain(first)
  expect(shown).toMatchObject({ withheld: ['response.clientExtensionResults.prf.results.first'] })
})

it('saves no case if no detail is kept', async () => {
  const { calls, asked } = built({ activity: [activityEntry({ id: 'a' })] })

  await expect(calls.saveCase('a')).rejects.toThrow('Latchkey keeps no details')
  expect(asked).toEqual([])
})

it('opens no file that is no case', async () => {
  const open = (text: string) => built({ opened: { name: 'x.json', text } }).calls.openCase()

  await expect(built().calls.openCase()).resolves.toBeNull()
  await expect(open('{')).rejects.toThrow('The file is not JSON.')
  await expect(open('{}')).rejects.toThrow('The file is no case file of Latchkey')
})
