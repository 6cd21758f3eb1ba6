import { PassThrough } from 'node:stream'
import { expect, test } from 'vitest'
import { showProgress } from '../../scripts/progress'

function output(isTTY: boolean): { stream: NodeJS.WriteStream; text: () => string } {
  const stream = Object.assign(new PassThrough(), { isTTY }) as unknown as NodeJS.WriteStream
  return { stream, text: () => String(stream.read()) }
}

test('a log gets a line every tenth', () => {
  const { stream, text } = output(false)
  const progress = showProgress('Fetching', stream)
  for (let bytes = 0; bytes <= 100_000_000; bytes += 1_000_000) progress.at(bytes, 100_000_000)
  progress.end()
  const lines = text().trimEnd().split('\n')
  expect(lines).toHaveLength(11)
  expect(lines.at(-1)).toBe('Fetching: 100 of 100 MB')
})

test('a terminal gets one line that counts', () => {
  const { stream, text } = output(true)
  const progress = showProgress('Fetching', stream)
  progress.at(1_000_000, 3_000_000)
  progress.at(2_000_000, 3_000_000)
  progress.end()
  expect(text()).toBe('\rFetching: 1 of 3 MB\rFetching: 2 of 3 MB\n')
})

test('a transfer of unknown size says how much has arrived', () => {
  const { stream, text } = output(false)
  const progress = showProgress('Fetching', stream)
  progress.at(45_000_000, undefined)
  expect(text()).toBe('Fetching: 40 MB\n')
})

test('a transfer that never began is not mentioned', () => {
  const { stream } = output(true)
  showProgress('Fetching', stream).end()
  expect(stream.read()).toBeNull()
})
