/** The command line with a terminal in memory, over the real commands. */
import { runCli } from '../../src/cli/run-cli'
import type { CliHost } from '../../src/cli/ports'
import type { Vault } from '../../src/main/vault/vault'
import { commandApp } from './command-app'
import { resident } from './webdriver-session'

export const ADA = { ...resident, userName: 'ada@example.org', userDisplayName: 'Ada' }
const BEN = {
  ...resident,
  credentialId: 'BBBB',
  userHandle: 'Cg',
  rpId: 'login.test',
  userName: 'ben',
  userDisplayName: 'B\u001b[31m\u202eneB',
}

/** @param vault an open vault; by default a vault in memory with two passkeys. */
export async function terminal(columns?: number, vault?: Vault) {
  const running = await commandApp(vault)
  const api = { ...running.calls() }
  if (!vault) await api.importCredentials('webdriver', [ADA, BEN])
  const files = new Map<string, string>()
  let [out, err, opened] = ['', '', 0]
  const open = async () => {
    opened++
    const close = async () => {
      opened--
    }
    return { api, close }
  }
  const host: CliHost = {
    version: '1.2.3',
    out: async (text) => void (out += text),
    err: async (text) => void (err += text),
    columns,
    open,
    openFiles: open,
    read: async (path) => files.get(path) ?? Promise.reject(new Error(`no file ${path}`)),
    requireNewFile: (path) => {
      if (files.has(path)) throw new Error(`${path} is there already.`)
    },
    writeSecret: async (path, text) => void files.set(path, text),
    doctor: async (json) => {
      out += `doctor ${json}`
      return 1
    },
  }
  const run = async (...args: string[]) => {
    out = ''
    err = ''
    const code = await runCli(args, host)
    return { code, out, err, opened }
  }
  return { ...running, api, run, files, host }
}
