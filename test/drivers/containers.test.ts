/**
 * The containers of the Compose file, as two computers on one network. The commands of the file run in network namespaces,
 * with the packed package. The browser's image runs chromedriver, and so does this test.
 */
import { spawn } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { createInterface } from 'node:readline'
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest'
import { parse } from 'yaml'
import { inProject } from '../../scripts/project-paths'
import { removeTemporaryFolders } from '../support/app'
import { chromiumForDriver } from '../support/driver-browsers'
import { networksMissing, newNetwork, type Computer, type Network } from '../support/networks'
import { PackedProject } from '../support/packed-project'

const FOLDER = 'test/drivers/containers'

interface ComposeFile {
  readonly services: Readonly<
    Record<
      'browser' | 'tests',
      { readonly environment?: Readonly<Record<string, string>>; readonly command?: string }
    >
  >
}

const missing = networksMissing()
if (missing !== undefined) console.warn(`THE CONTAINERS ARE NOT TRIED: ${missing}.`)

describe.runIf(missing === undefined)('a browser in another container', () => {
  const { services } = parse(readFileSync(inProject(FOLDER, 'compose.yaml'), 'utf8')) as ComposeFile
  const { environment = {}, command = '' } = services.tests
  const port = (name: string) => new URL(environment[name] ?? '').port

  let network: Network
  let computers: ReadonlyMap<string, Computer>

  beforeAll(() => {
    network = newNetwork(Object.keys(services))
    computers = new Map(network.computers.map((computer) => [computer.name, computer]))
  })

  afterAll(() => {
    network.remove()
    removeTemporaryFolders()
  })

  /** Runs until the test ends. Resolves once the program has printed a line that matches. */
  async function start(name: string, line: RegExp, ...command: readonly string[]) {
    const [program = '', ...args] = [...(computers.get(name)?.run ?? []), ...command]
    const child = spawn(program, args, { stdio: ['ignore', 'pipe', 'inherit'] })
    onTestFinished(() => void child.kill())
    for await (const printed of createInterface(child.stdout)) if (line.test(printed)) return
    throw new Error(`${command[0]} ended before it was ready`)
  }

  it('reaches the site and Latchkey by the name of the other', async () => {
    const project = await PackedProject.install(FOLDER)
    const driver = ['chromedriver', `--port=${port('DRIVER_URL')}`, '--allowed-ips=']
    await start('browser', /started successfully/, ...driver, '--allowed-origins=*')
    const site = ['--import', 'tsx', inProject('test', 'support', 'site-process.ts')]
    await start('tests', /^http:/, process.execPath, ...site, 'tests', port('SITE'))

    const [program = '', ...args] = [...(computers.get('tests')?.run ?? []), ...command.split(' ')]
    const { status, output } = await project.run(program, args, {
      ...environment,
      ...chromiumForDriver(),
    })

    expect(status, output).toBe(0)
    expect(output).toMatch(/^# pass 1$/m)
  })
})
