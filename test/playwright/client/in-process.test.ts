import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { afterEach, expect, it } from 'vitest'
import { startInProcess } from '../../../playwright/client/in-process'
import { removeTemporaryFolders, temporaryFolder } from '../../support/app'

afterEach(removeTemporaryFolders)

const moduleWith = (text: string) => {
  const file = join(temporaryFolder(), 'in-process.mjs')
  writeFileSync(file, text)
  return pathToFileURL(file)
}

it.each([{ command: ['latchkey'] }, { cwd: '.' }, { env: {} }, { timeout: 1 }])(
  'refuses options for a separate process: %j',
  async (options) => {
    const [name = ''] = Object.keys(options)

    await expect(startInProcess({ inProcess: true, ...options })).rejects.toMatchObject({
      code: 'invalid argument',
      message: expect.stringContaining(`\`${name}\``) as string,
    })
  },
)

it('passes the flags on', async () => {
  const module = moduleWith(`
    export const startInProcess = async (flags) => ({ url: flags.join(' '), end: async () => undefined })`)

  const { url } = await startInProcess({ inProcess: true, flags: ['--a', '--b'] }, module)

  expect(url).toBe('--a --b')
})

it('says why Latchkey does not start', async () => {
  const module = moduleWith(`
    export const startInProcess = async () => { throw new Error('--port needs a port number') }`)

  await expect(startInProcess({ inProcess: true }, module)).rejects.toMatchObject({
    name: 'LatchkeyError',
    message: 'Latchkey does not start in this process: --port needs a port number',
  })
})

it('says which file is missing', async () => {
  const file = join(temporaryFolder(), 'in-process.js')

  await expect(startInProcess({ inProcess: true }, pathToFileURL(file))).rejects.toMatchObject({
    code: 'unknown error',
    message: expect.stringContaining(`${file} is missing`) as string,
  })
})
