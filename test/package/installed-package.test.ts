/** The .deb that LATCHKEY_DEB names, on this machine: installed, started, removed. Needs root and a display. */
import { existsSync, readFileSync, statSync } from 'node:fs'
import { once } from 'node:events'
import { get, type IncomingMessage } from 'node:http'
import { json, text } from 'node:stream/consumers'
import { listPackage } from '@electron/asar'
import { FuseV1Options, getCurrentFuseWire } from '@electron/fuses'
import { afterAll, beforeAll, expect, test } from 'vitest'
import {
  eventually,
  freePort,
  isOpenToAnotherUser,
  OrdinaryUser,
  output,
  processStatus,
} from './programs'

const APP = '/usr/lib/latchkey'
const DESKTOP_ENTRY = '/usr/share/applications/latchkey.desktop'

let user: OrdinaryUser
let files: string[]

beforeAll(() => {
  user = new OrdinaryUser(`latchkey-test-${process.pid}`)
  output('apt-get', 'install', '-y', '--no-install-recommends', process.env.LATCHKEY_DEB ?? '')
  files = output('dpkg-query', '--listfiles', 'latchkey').trim().split('\n')
})

afterAll(async () => {
  if (existsSync(APP)) output('apt-get', 'purge', '-y', 'latchkey')
  await user.remove()
})

test('the command starts the installed app', () => {
  expect(output('readlink', '-f', '/usr/bin/latchkey').trim()).toBe(`${APP}/latchkey-command`)
})

test('the desktop finds it by name and by picture', () => {
  expect(output('desktop-file-validate', DESKTOP_ENTRY)).toBe('')
  const entry = readFileSync(DESKTOP_ENTRY, 'utf8')
  expect(entry).toContain('\nName=Latchkey\n')
  expect(entry).toContain('\nExec=latchkey %U\n')
  expect(entry).toContain('\nIcon=latchkey\n')
  for (const size of ['16x16', '32x32', '48x48', '128x128', '256x256', '512x512']) {
    expect(files).toContain(`/usr/share/icons/hicolor/${size}/apps/latchkey.png`)
  }
  expect(files).toContain('/usr/share/icons/hicolor/scalable/apps/latchkey.svg')
})

test('the licences of everything inside come with it', () => {
  expect(readFileSync('/usr/share/doc/latchkey/copyright', 'utf8')).toContain('MIT License')
  const thirdParty = readFileSync(`${APP}/THIRD-PARTY-LICENSES.txt`, 'utf8')
  for (const name of ['@github/keytar', '@noble/curves', 'cbor-x', '@vue/runtime-core', 'ws']) {
    expect(thirdParty).toMatch(new RegExp(`^${name} [\\d.]+$`, 'm'))
  }
  expect(files).toContain(`${APP}/LICENSE.electron.txt`)
  expect(files).toContain(`${APP}/LICENSES.chromium.html`)
})

test('no source, no test and no file of the substitute Electron comes with it', () => {
  const strangers = files.filter((file) => /\.(ts|vue|map|md5)$|default_app|recipe/.test(file))
  expect(strangers).toEqual([])
})

test('of node_modules only keytar comes with it, since all else is bundled', () => {
  const packed = listPackage(`${APP}/resources/app.asar`, { isPack: false })
  const modules = packed.flatMap(
    (file) => /^\/node_modules\/((?:@[^/]+\/)?[^/]+)\//.exec(file)?.[1] ?? [],
  )
  expect(new Set(modules)).toEqual(new Set(['keytar']))
})

test('the fuses are as the hardening table has them', async () => {
  const wire = await getCurrentFuseWire(`${APP}/latchkey`)
  // A fuse is one character in the binary.
  const [off, on] = ['0', '1'].map((state) => state.charCodeAt(0))
  expect(wire).toMatchObject({
    [FuseV1Options.RunAsNode]: off,
    [FuseV1Options.EnableCookieEncryption]: on,
    [FuseV1Options.EnableNodeOptionsEnvironmentVariable]: off,
    [FuseV1Options.EnableNodeCliInspectArguments]: off,
    [FuseV1Options.EnableEmbeddedAsarIntegrityValidation]: on,
    [FuseV1Options.OnlyLoadAppFromAsar]: on,
    [FuseV1Options.LoadBrowserProcessSpecificV8Snapshot]: off,
    [FuseV1Options.GrantFileProtocolExtraPrivileges]: off,
  })
})

test('the sandbox’s helper can do its work if user namespaces are forbidden', () => {
  const { mode, uid } = statSync(`${APP}/chrome-sandbox`)
  expect((mode & 0o7777).toString(8)).toBe('4755')
  expect(uid).toBe(0)
})

test('an ordinary user sees its window, in a sandbox, and SIGTERM ends it cleanly', async () => {
  const session = user.start('latchkey')
  const ended = once(session, 'exit') as Promise<[number | null]>

  const window = await eventually(
    'window',
    () =>
      /^ +(0x\w+) "[^"]*Latchkey[^"]*": \("latchkey" "Latchkey"\) +\d{3,}x\d{3,}/m.exec(
        output('xwininfo', '-root', '-tree'),
      )?.[1],
  )
  await eventually('visible window', () =>
    output('xwininfo', '-id', window).includes('IsViewable') ? true : undefined,
  )

  const [renderer] = user.processes((line) => line.includes('--type=renderer'))
  expect(processStatus(renderer!, 'Seccomp')).toBe('2')
  expect(processStatus(renderer!, 'NSpid').split('\t').length).toBeGreaterThan(1)
  expect(user.processes((line) => line.includes('--no-sandbox'))).toEqual([])

  const [main] = user.processes((line) => line === `${APP}/latchkey`)
  process.kill(main!, 'SIGTERM')
  expect(await ended).toEqual([0, null])
  await eventually('end of its processes', () =>
    user.processes((line) => line.includes('latchkey')).length === 0 ? true : undefined,
  )
})

test.each([
  '--remote-debugging-pipe',
  '-remote-debugging-pipe',
  '" --remote-debugging-pipe"',
  '--inspect=0',
  '--js-flags=--expose-gc',
  '--load-extension=/tmp',
  '--disable-web-security',
  '--renderer-cmd-prefix=sh',
  '--automation --host-rules=x',
  'passkeys list --remote-debugging-pipe',
])('it does not start with %s, and says why', async (given) => {
  const latchkey = user.spawn(`exec latchkey ${given}`)
  const [said, [code]] = (await Promise.all([text(latchkey.stderr), once(latchkey, 'exit')])) as [
    string,
    [number | null],
  ]

  expect([code, said]).toEqual([
    64,
    expect.stringMatching(/^latchkey: -.* of (Latchkey|Chromium)\./m),
  ])
})

test('it lets no other user in by the port of a debugger', async () => {
  const port = await freePort()
  const latchkey = user.start(`latchkey --remote-debugging-port=${port}`)
  const ended = await eventually('end, or way in', () =>
    isOpenToAnotherUser(port) ? 'a way in' : (latchkey.exitCode ?? undefined),
  )

  expect([ended, isOpenToAnotherUser(port)]).toEqual([64, false])
})

test('it runs no code that its environment names', () => {
  user.output(`echo 'require("fs").writeFileSync("ran", "")' > code.js`)
  const version = /^\d+\.\d+\.\d+\n$/

  expect(user.output('NODE_OPTIONS="--require ./code.js" latchkey --version')).toMatch(version)
  // Node would say its own version, with a v before it.
  expect(user.output(`ELECTRON_RUN_AS_NODE=1 ${APP}/latchkey --version`)).toMatch(version)
  expect(user.has('ran')).toBe(false)
})

test('its commands need no display, and print only their answer', () => {
  const run = (command: string) =>
    user.output(`env -u DISPLAY -u WAYLAND_DISPLAY latchkey ${command}`)

  expect(run('--version')).toMatch(/^\d+\.\d+\.\d+\n$/)
  expect(run('--help')).toContain('latchkey passkeys list')
  const { findings } = JSON.parse(run('doctor --json || true')) as {
    findings: { check: string }[]
  }
  expect(new Set(findings.map(({ check }) => check))).toEqual(
    new Set(['keychain', 'vault', 'display', 'port', 'browsers']),
  )
})

test('its helper asks the keychain of the user’s session', async () => {
  const session = user.start('latchkey doctor --json >report.json')
  await once(session, 'exit')
  const { findings } = JSON.parse(user.output('cat report.json')) as { findings: object[] }

  expect(findings).toContainEqual(expect.objectContaining({ check: 'keychain', state: 'well' }))
})

test('it serves test drivers without a display', async () => {
  const session = user.start('env -u DISPLAY latchkey --automation --automation-file driver.json')
  const ended = once(session, 'exit') as Promise<[number | null]>
  const { url } = await eventually('address for drivers', () => user.read('driver.json'))
  const [response] = (await once(get(`${url}/status`), 'response')) as [IncomingMessage]

  expect(await json(response)).toMatchObject({ value: { ready: true } })
  const [main] = user.processes((line) => line.startsWith(`${APP}/latchkey --ozone`))
  process.kill(main!, 'SIGTERM')
  expect(await ended).toEqual([0, null])
})

test('removed, it leaves no file behind', () => {
  output('apt-get', 'purge', '-y', 'latchkey')
  const left = files.filter((file) => file.includes('latchkey') && existsSync(file))
  expect(left).toEqual([])
})
