/**
 * Latchkey for test drivers: no window, and no vault of the user. It does not depend on Electron, so both the desktop app and a
 * Node process start it.
 *
 * At first it loads only what the address needs. It loads the rest while the driver, which already knows the address, prepares
 * its test.
 */
import { rmSync } from 'node:fs'
import { portFault } from '../../cli/port-fault'
import { FrontDoor } from '../automation/front-door'
import type { Reach } from '../platform/reach'
import { removeAutomationFile, writeAutomationFile } from './automation-file'
import { automationReach, openWarning } from './automation-reach'
import type { AutomationFlags } from './automation-options'
import type { AutomationHost } from './automation-process'

/**
 * @throws {Error} a sentence, when the port or the address cannot be used, the file cannot be written, or the process with which
 *   Latchkey should end is not there.
 */
export async function startAutomation(flags: AutomationFlags, host: AutomationHost): Promise<void> {
  refuseMissingParent(flags)
  const reach = await automationReach(flags.listen)
  const { file } = flags
  const { door, address } = await openDoor(flags, reach, host.folder)
  if (reach.isForOthers) console.error(`latchkey: ${openWarning(reach)}`)
  const removeFiles = () => {
    if (file !== undefined) removeAutomationFile(file, address)
    removeFolder(host.folder)
  }
  const served = import('./automation-process').then(({ serveProcess }) =>
    serveProcess(flags, reach, host),
  )
  door.answerBy(served.then(({ answer }) => answer))
  host.closeBeforeEnd(async () => {
    await door.close()
    await (await served).stop()
    removeFiles()
  })
  served.catch((error: unknown) => {
    console.error('latchkey: automation cannot start:', error)
    removeFiles()
    host.exit(1)
  })
}

/** Latchkey would publish its address, and then end at once without a word. */
function refuseMissingParent({ parentPid }: AutomationFlags): void {
  if (parentPid === undefined || isRunning(parentPid)) return
  throw new Error(
    `There is no process ${parentPid}, with which Latchkey should end. Check --parent-pid, or leave it out.`,
  )
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    // Another user's process may not be signalled, but is there.
    return (error as NodeJS.ErrnoException).code === 'EPERM'
  }
}

/** Publishes the address of the door. If that fails, closes the door. */
async function openDoor(
  { file, port }: AutomationFlags,
  reach: Reach,
  folder: string,
): Promise<{ readonly door: FrontDoor; readonly address: string }> {
  let door: FrontDoor | undefined
  try {
    door = await FrontDoor.open({ port, reach })
    const address = addressText(door.url)
    if (file === undefined) console.log(address)
    else await writeAutomationFile(file, address)
    return { door, address }
  } catch (error) {
    await door?.close()
    removeFolder(folder)
    throw portFault(error, port)
  }
}

function removeFolder(folder: string): void {
  rmSync(folder, { recursive: true, force: true, maxRetries: 5 })
}

function addressText(url: string): string {
  return JSON.stringify({ url, pageScript: `${url}/latchkey.js`, pid: process.pid })
}
