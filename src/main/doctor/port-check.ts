import type { Finding } from '../../cli/doctor/finding'
import { DEFAULT_PORT, PORTS_TRIED } from '../../shared/bridge-messages'
import type { PortProbe } from './port-probe'

const check = 'port'

/** The bridge's ports, sorted by who has them. */
interface PortUse {
  readonly free: readonly number[]
  readonly latchkey: readonly number[]
  readonly others: readonly number[]
}

export async function checkPorts(probe: PortProbe): Promise<readonly Finding[]> {
  const use = await portUse(probe)
  return [use.latchkey.length > 0 ? whileRunning(use) : beforeStart(use)]
}

async function portUse(probe: PortProbe): Promise<PortUse> {
  const ports = Array.from({ length: PORTS_TRIED }, (_, index) => DEFAULT_PORT + index)
  const users = await Promise.all(ports.map((port) => userOf(port, probe)))
  const usedBy = (user: keyof PortUse) => ports.filter((_, index) => users[index] === user)
  return { free: usedBy('free'), latchkey: usedBy('latchkey'), others: usedBy('others') }
}

async function userOf(port: number, probe: PortProbe): Promise<keyof PortUse> {
  if (await probe.isFree(port)) return 'free'
  return (await probe.isLatchkey(port)) ? 'latchkey' : 'others'
}

function whileRunning(use: PortUse): Finding {
  const found = `Latchkey listens at ${use.latchkey.join(', ')}.`
  return { check, state: 'well', found, advice: aboutOthers(use) }
}

function beforeStart(use: PortUse): Finding {
  const [free] = use.free
  if (free === undefined)
    return {
      check,
      state: 'wrong',
      found: `Other programs use all ports from ${DEFAULT_PORT} to ${DEFAULT_PORT + PORTS_TRIED - 1}.`,
      advice: 'Quit one of these programs, or start Latchkey with --bridge-port.',
    }
  if (free === DEFAULT_PORT)
    return { check, state: 'well', found: `Port ${free} is free.`, advice: aboutOthers(use) }
  return {
    check,
    state: 'note',
    found: `Port ${DEFAULT_PORT} is taken; Latchkey will listen at ${free}.`,
    advice: `${aboutOthers(use) ?? ''} Use this port in the address of the page’s script.`.trim(),
  }
}

function aboutOthers({ others }: PortUse): string | null {
  if (others.length === 0) return null
  return `Another program uses port ${others.join(', ')}. To find the program, run “ss -ltnp”.`
}
