/**
 * Computers with their own names on one network, as with containers: network namespaces that a bridge connects. Only root on
 * Linux can make them.
 */
import { spawnSync } from 'node:child_process'
import { mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

/** An address range for documentation (RFC 5737), which no network of this machine uses. */
const SUBNET = '203.0.113'

export interface Computer {
  readonly name: string
  readonly address: string
  /** The prefix of a command that runs it there. */
  readonly run: readonly string[]
}

export interface Network {
  readonly computers: readonly Computer[]
  remove(): void
}

/** Why there are no networks here; undefined if there are. */
export function networksMissing(): string | undefined {
  if (process.platform !== 'linux') return 'only Linux has network namespaces'
  if (process.getuid?.() !== 0) return 'only root can make network namespaces'
  const probe = `lk-${process.pid}-probe`
  const made = ip('netns', 'add', probe)
  ip('netns', 'del', probe)
  return made === '' ? undefined : `ip netns add failed: ${made}`
}

/** @throws when a command fails. */
export function newNetwork(names: readonly string[]): Network {
  const space = (name: string) => `lk-${process.pid}-${name}`
  const wire = space('wire')
  const computers = names.map((name, index) => ({
    name,
    address: `${SUBNET}.${index + 1}`,
    run: ['ip', 'netns', 'exec', space(name)],
  }))
  const remove = () => {
    for (const name of [...names.map(space), wire]) {
      ip('netns', 'del', name)
      rmSync(join('/etc/netns', name), { recursive: true, force: true })
    }
  }
  try {
    must('netns', 'add', wire)
    must('-n', wire, 'link', 'add', 'bridge', 'type', 'bridge')
    must('-n', wire, 'link', 'set', 'bridge', 'up')
    for (const [index, { name, address }] of computers.entries())
      connect(space(name), { address, wire, port: `port${index}`, hosts: hostsFile(computers) })
  } catch (error) {
    remove()
    throw error
  }
  return { computers, remove }
}

interface Place {
  readonly address: string
  readonly wire: string
  readonly port: string
  readonly hosts: string
}

/** Makes a namespace and connects it. `ip netns exec` replaces /etc/hosts by the hosts file of the namespace. */
function connect(space: string, { address, wire, port, hosts }: Place): void {
  must('netns', 'add', space)
  must('link', 'add', 'eth0', 'netns', space, 'type', 'veth', 'peer', 'name', port, 'netns', wire)
  must('-n', wire, 'link', 'set', port, 'master', 'bridge', 'up')
  must('-n', space, 'addr', 'add', `${address}/24`, 'dev', 'eth0')
  must('-n', space, 'link', 'set', 'eth0', 'up')
  must('-n', space, 'link', 'set', 'lo', 'up')
  mkdirSync(join('/etc/netns', space), { recursive: true })
  writeFileSync(join('/etc/netns', space, 'hosts'), hosts)
}

function hostsFile(computers: readonly Computer[]): string {
  const lines = computers.map(({ address, name }) => `${address} ${name}\n`)
  return ['127.0.0.1 localhost\n', ...lines].join('')
}

function must(...args: readonly string[]): void {
  const fault = ip(...args)
  if (fault !== '') throw new Error(`ip ${args.join(' ')}: ${fault}`)
}

/** @returns why it failed; empty if it did not. */
function ip(...args: readonly string[]): string {
  const { status, stderr, error } = spawnSync('ip', args, { encoding: 'utf8' })
  return status === 0 ? '' : (error?.message ?? (stderr.trim() || `exit code ${status}`))
}
