import { expect, test } from 'vitest'
import { capture, exitStatus, run } from '../../scripts/run-command'

const node = process.execPath

test('a program’s exit status is passed on', async () => {
  expect(await run(node, ['-e', 'process.exit(7)'])).toBe(7)
})

test('a program that a signal ended counts as a shell counts it', () => {
  expect(exitStatus(null, 'SIGTERM')).toBe(143)
})

test('what a program writes on both streams is kept', async () => {
  const { stdout, output } = await capture(node, ['-e', 'console.log(1); console.error(2)'])
  expect(stdout).toBe('1\n')
  expect(output).toHaveLength(4)
})

test('a program that does not exist is an error, not a status', async () => {
  await expect(run('/no/such/program', [])).rejects.toThrow('ENOENT')
})
