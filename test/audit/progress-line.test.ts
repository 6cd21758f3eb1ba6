import { expect, it } from 'vitest'
import type { AuditProgress } from '../../playwright/audit/progress'
import { progressLine, silenceLine } from '../../src/audit/progress-line'

function told(isTerminal = false) {
  const lines: string[] = []
  let ms = 0
  const tell = progressLine(
    (text) => lines.push(text),
    isTerminal,
    () => ms,
  )
  const at = (atMs: number, done: number) => {
    ms = atMs
    const progress: AuditProgress = { done, total: 100, now: 'a', findings: 0, remainingMs: null }
    tell(progress)
  }
  return { lines, at }
}

it('writes a line for each tenth of the trials to a log', () => {
  const { lines, at } = told()
  for (let done = 0; done <= 20; done++) at(done, done)

  expect(lines).toEqual(['10/100 a: 0 findings\n', '20/100 a: 0 findings\n'])
})

it('writes a line to a log that was silent for ten seconds', () => {
  const { lines, at } = told()
  at(9_999, 1)
  at(10_000, 2)
  at(10_001, 3)
  at(20_000, 4)

  expect(lines).toEqual(['2/100 a: 0 findings\n', '4/100 a: 0 findings\n'])
})

it('says on a separate line that the site may have stopped answering', () => {
  const lines: string[] = []
  silenceLine((text) => lines.push(text), true)('refused\u001b[31m.')

  expect(lines.join('')).toMatch(
    /^\r\u001b\[KThe site may have stopped answering: .*The last one: refused.*Check its server\..*\n$/,
  )
  expect(lines.join('').slice(4)).not.toContain('\u001b')
})
