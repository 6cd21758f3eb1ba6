/**
 * A separate session bus with a real gnome-keyring that the test starts, stops and freezes. The bus starts no daemon by
 * itself, and without a display the daemon cannot ask a user.
 */
import { execFile, spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { promisify } from 'node:util'
import { onTestFinished } from 'vitest'

/** Like /usr/share/dbus-1/session.conf, without the folders of services that the bus would start. */
const BUS_CONFIGURATION = `<!DOCTYPE busconfig PUBLIC "-//freedesktop//DTD D-Bus Bus Configuration 1.0//EN"
  "http://www.freedesktop.org/standards/dbus/1.0/busconfig.dtd">
<busconfig>
  <type>session</type>
  <listen>unix:tmpdir=/tmp</listen>
  <auth>EXTERNAL</auth>
  <policy context="default">
    <allow send_destination="*" eavesdrop="true"/>
    <allow eavesdrop="true"/>
    <allow own="*"/>
  </policy>
</busconfig>`

const SERVICE = 'org.freedesktop.secrets'

export class KeyringSession {
  /** The environment of a program in this session. */
  readonly env: NodeJS.ProcessEnv
  readonly #folder: string
  #daemon: ChildProcess | undefined

  private constructor(folder: string, env: NodeJS.ProcessEnv) {
    this.#folder = folder
    this.env = env
  }

  /** Starts the bus. It ends with the test. */
  static async open(): Promise<KeyringSession> {
    const folder = mkdtempSync(join(tmpdir(), 'latchkey-keyring-'))
    onTestFinished(() => rmSync(folder, { recursive: true, force: true, maxRetries: 5 }))
    const configuration = join(folder, 'bus.conf')
    writeFileSync(configuration, BUS_CONFIGURATION)
    const env: NodeJS.ProcessEnv = {
      ...process.env,
      HOME: folder,
      XDG_DATA_HOME: folder,
      XDG_RUNTIME_DIR: folder,
    }
    for (const name of ['DISPLAY', 'WAYLAND_DISPLAY', 'GNOME_KEYRING_CONTROL'])
      env[name] = undefined
    const bus = spawn(
      'dbus-daemon',
      [`--config-file=${configuration}`, '--nofork', '--nosyslog', '--print-address'],
      { env, stdio: ['ignore', 'pipe', 'ignore'] },
    )
    onTestFinished(() => end(bus))
    const [address] = (await once(bus.stdout, 'data')) as [Buffer]
    return new KeyringSession(folder, {
      ...env,
      DBUS_SESSION_BUS_ADDRESS: address.toString().trim(),
    })
  }

  /** Starts the daemon, its keyring unlocked, and waits until it answers. It ends with the test. */
  async startDaemon(): Promise<void> {
    const args = ['--foreground', '--unlock', '--components=secrets']
    await this.#serve(spawn('gnome-keyring-daemon', args, this.#options))
  }

  /** SIGKILL. */
  async killDaemon(): Promise<void> {
    if (this.#daemon) await end(this.#daemon)
    this.#daemon = undefined
  }

  /** Deletes the keyring, while no daemon runs. The next daemon starts with an empty one. */
  forgetItems(): void {
    rmSync(join(this.#folder, 'keyrings'), { recursive: true })
  }

  /** From now on the daemon does not answer calls, until {@link thawDaemon}. */
  freezeDaemon(): void {
    this.#daemon?.kill('SIGSTOP')
  }

  thawDaemon(): void {
    this.#daemon?.kill('SIGCONT')
  }

  get #options() {
    return { env: this.env, stdio: ['pipe', 'ignore', 'ignore'] as ['pipe', 'ignore', 'ignore'] }
  }

  async #serve(daemon: ChildProcess): Promise<void> {
    onTestFinished(() => end(daemon))
    daemon.stdin?.end('test\n')
    this.#daemon = daemon
    while (!(await this.#isServed())) await sleep(20)
  }

  async #isServed(): Promise<boolean> {
    const ask = ['--session', '--print-reply=literal', '--dest=org.freedesktop.DBus', '/']
    const { stdout } = await promisify(execFile)(
      'dbus-send',
      [...ask, 'org.freedesktop.DBus.NameHasOwner', `string:${SERVICE}`],
      { env: this.env },
    )
    return stdout.includes('true')
  }
}

async function end(process: ChildProcess): Promise<void> {
  process.kill('SIGKILL')
  if (process.exitCode === null && process.signalCode === null) await once(process, 'exit')
}
