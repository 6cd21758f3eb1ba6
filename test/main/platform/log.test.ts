import { fork } from 'node:child_process'
import { once } from 'node:events'
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest'
import { openLog, type Log } from '../../../src/main/platform/log'

describe('the log', () => {
  let home: string
  let file: string
  let log: Log
  const shown: string[] = []
  const terminal = {
    warn: (text: string) => void shown.push(text),
    error: (text: string) => void shown.push(text),
  }

  beforeAll(() => {
    home = mkdtempSync(join(tmpdir(), 'latchkey-log-'))
    ;({ file, log } = openLog(join(home, 'logs'), terminal))
  })

  afterAll(() => rmSync(home, { recursive: true }))

  /** The lines that `write` adds to the file. */
  function linesOf(write: () => void): string[] {
    log.info('before')
    const before = readFileSync(file, 'utf8').length
    write()
    return readFileSync(file, 'utf8').slice(before).trimEnd().split('\n')
  }

  it('is in its folder, readable only by the user', () => {
    log.info('one')
    expect(file).toBe(join(home, 'logs', 'latchkey.log'))
    expect(statSync(file).mode & 0o777).toBe(0o600)
    expect(statSync(join(home, 'logs')).mode & 0o777).toBe(0o700)
  })

  it('has the time, the level and the sentence in each line', () => {
    const [line] = linesOf(() => log.info('the bridge listens'))
    expect(line).toMatch(/^\[[\d-]+ [\d:.]+\] \[info\] +the bridge listens$/)
  })

  it.each([
    ['a line feed', '\n'],
    ['a carriage return', '\r'],
    ['both', '\r\n'],
    ['NUL', '\0'],
    ['an escape sequence', '\u001b[2J\u001b[H'],
    ['the next-line character', '\u0085'],
    ['a line separator', '\u2028'],
    ['a paragraph separator', '\u2029'],
    ['DEL', '\u007f'],
  ])('keeps what a page says in one line: %s', (_, control) => {
    const forged = '[2026-01-01 00:00:00.000] [info] all is well'
    const lines = linesOf(() => log.info(`refused: title${control}${forged}`))
    expect(lines).toHaveLength(1)
    expect(lines[0]).not.toMatch(/[\u0000-\u001f\u007f-\u009f\u2028\u2029]/)
  })

  it('lets no error’s message begin a line either', () => {
    const error = new Error('first\n[2026-01-01 00:00:00.000] [info] forged\u2028forged')
    const lines = linesOf(() => log.error('uncaught exception', error))
    expect(lines.length).toBeGreaterThan(2)
    expect(lines.filter((line) => line.startsWith('['))).toHaveLength(1)
    expect(lines.join()).not.toContain('\u2028')
  })

  it('has the place in our code where an error came from', () => {
    const lines = linesOf(() => log.error('uncaught exception', new TypeError('oh')))
    expect(lines.join('\n')).toContain('TypeError: oh')
    expect(lines.join('\n')).toContain('log.test')
  })

  it('hides a thrown value that is not an error', () => {
    const lines = linesOf(() => log.error('unhandled rejection', 'SECRET'))
    expect(lines.join('\n')).not.toContain('SECRET')
  })

  it('does not read a page’s text as a format', () => {
    const text = '%s %d %o %c {y} {text} 100%'
    const [line] = linesOf(() => log.info(text))
    expect(line).not.toMatch(/undefined|NaN/)
    expect(line).toContain('{y} {text} 100%')
  })

  it('shows warnings and errors on the terminal, and no news', () => {
    shown.length = 0
    log.info('starts')
    log.warn('refused')
    log.error('%s failed')
    expect(shown).toEqual(['refused', '%s failed'])
  })

  it('loses lines that cannot be written, and continues', () => {
    const folder = join(home, 'removed')
    const { log: lost, file: path } = openLog(folder, null)
    rmSync(folder, { recursive: true })
    lost.info('one')
    mkdirSync(folder)
    lost.info('two')
    expect(readFileSync(path, 'utf8')).toMatch(/^\[.* two\n$/)
  })

  it('cuts a huge text', () => {
    const [line] = linesOf(() => log.info('x'.repeat(1_000_000)))
    expect(line!.length).toBeLessThan(2100)
    const stack = linesOf(() => log.error('huge', new Error('y\n'.repeat(1_000_000))))
    expect(stack.length).toBeLessThan(40)
  })

  it('does not log without end that its terminal is gone', async () => {
    const folder = join(home, 'without-terminal')
    const child = fork(join(import.meta.dirname, '../../support/logging-process.ts'), [folder], {
      execArgv: ['--import', 'tsx'],
      stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    })
    onTestFinished(() => void child.kill('SIGKILL'))
    await once(child, 'message')
    child.stdout?.destroy()
    child.stderr?.destroy()
    child.send('begin')
    await once(child, 'exit')
    const lines = readFileSync(join(folder, 'latchkey.log'), 'utf8').trimEnd().split('\n')
    expect(lines).toEqual([expect.stringContaining('first'), expect.stringContaining('second')])
  })

  it('keeps one old file of about a megabyte, as closed as the new one', () => {
    const line = 'z'.repeat(1900)
    for (let i = 0; i < 1300; i++) log.info(line)
    expect(readdirSync(join(home, 'logs')).sort()).toEqual(['latchkey.log', 'latchkey.old.log'])
    for (const name of readdirSync(join(home, 'logs'))) {
      const { size, mode } = statSync(join(home, 'logs', name))
      expect(size).toBeLessThan(1_100_000)
      expect(mode & 0o777).toBe(0o600)
    }
  })
})
