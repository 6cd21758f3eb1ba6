import {
  existsSync,
  lstatSync,
  mkdirSync,
  symlinkSync,
  readdirSync,
  readFileSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { dirname, join } from 'node:path'
import { afterEach, describe, expect, it, onTestFinished } from 'vitest'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { removeAutomationFile, writeAutomationFile } from '../../../src/main/start/automation-file'
import { removeTemporaryFolders, temporaryFolder } from '../../support/app'

afterEach(removeTemporaryFolders)

const newFile = () => join(temporaryFolder(), 'automation.json')

describe('the file with the address', () => {
  it('is readable only by its user, even if it replaces another file', async () => {
    const file = newFile()
    writeFileSync(file, 'old', { mode: 0o644 })
    await writeAutomationFile(file, '{"url":"ours"}')

    expect(statSync(file).mode & 0o777).toBe(0o600)
    expect(readFileSync(file, 'utf8')).toBe('{"url":"ours"}\n')
    expect(readdirSync(dirname(file))).toEqual(['automation.json'])
  })

  it('is written beside a folder of the name that a draft might have', async () => {
    const file = newFile()
    mkdirSync(`${file}.tmp`)
    await writeAutomationFile(file, 'ours')

    expect(readFileSync(file, 'utf8')).toBe('ours\n')
  })

  it('is written through a link, and never replaces a device', async () => {
    const file = newFile()
    symlinkSync('behind.json', file)
    await writeAutomationFile(file, 'ours')

    expect(lstatSync(file).isSymbolicLink()).toBe(true)
    expect(readFileSync(join(dirname(file), 'behind.json'), 'utf8')).toBe('ours\n')
    removeAutomationFile(file, 'ours')
    expect(readdirSync(dirname(file))).toEqual(['automation.json'])
    await expect(writeAutomationFile('/dev/null', 'ours')).rejects.toThrow('because it is no file')
  })

  it('names the folder that is missing, and not its draft', async () => {
    const file = join(newFile(), 'x', 'y')

    await expect(writeAutomationFile(file, 'ours')).rejects.toThrow(
      `${file} cannot be written, because there is no folder ${dirname(file)}. Make the folder, or give another path.`,
    )
  })

  it('goes with the Latchkey that wrote it', async () => {
    const file = newFile()
    await writeAutomationFile(file, 'ours')
    removeAutomationFile(file, 'ours')

    expect(existsSync(file)).toBe(false)
    removeAutomationFile(file, 'ours')
  })

  it('stays if another Latchkey has written its own address', async () => {
    const file = newFile()
    await writeAutomationFile(file, 'ours')
    await writeAutomationFile(file, 'theirs')
    removeAutomationFile(file, 'ours')

    expect(readFileSync(file, 'utf8')).toBe('theirs\n')
  })

  it('is not taken from a Latchkey that runs', async () => {
    const file = newFile()
    const running = addressOf(await serverThatAnswers(200), 4242)
    await writeAutomationFile(file, running)

    await expect(writeAutomationFile(file, 'ours')).rejects.toThrow(
      `${file} is the address of another Latchkey, which runs as process 4242. End that one, or name another file.`,
    )
    expect(readFileSync(file, 'utf8')).toBe(`${running}\n`)
    expect(readdirSync(dirname(file))).toEqual(['automation.json'])
  })

  it('is replaced if nothing answers at its address, or something else', async () => {
    const file = newFile()
    const { url, close } = await serverThatAnswers(200)
    await close()
    await writeAutomationFile(file, addressOf({ url }, 1))

    const stranger = addressOf(await serverThatAnswers(403), 2)
    await writeAutomationFile(file, stranger)
    expect(readFileSync(file, 'utf8')).toBe(`${stranger}\n`)

    await writeAutomationFile(file, 'ours')
    expect(readFileSync(file, 'utf8')).toBe('ours\n')
  })

  it('is made by one of two that start at once', async () => {
    const file = newFile()
    const [one, other] = [await serverThatAnswers(200), await serverThatAnswers(200)]

    const written = await Promise.allSettled([
      writeAutomationFile(file, addressOf(one, 1)),
      writeAutomationFile(file, addressOf(other, 2)),
    ])

    expect(written.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
  })
})

const addressOf = ({ url }: { readonly url: string }, pid: number) => JSON.stringify({ url, pid })

/** Answers every request with this status, until the test ends. */
async function serverThatAnswers(status: number) {
  const server = createServer((_request, response) => response.writeHead(status).end())
  const close = () => new Promise((closed) => server.close(closed).closeAllConnections())
  onTestFinished(async () => void (await close()))
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening))
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/secret`, close }
}
