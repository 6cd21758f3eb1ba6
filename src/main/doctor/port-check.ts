import type { Finding } from '../../cli/doctor/finding'
import type { ListenerState } from '../../shared/app-state'
import { DEFAULT_PORT, PORTS_TRIED } from '../../shared/bridge-port'
import type { PortProbe } from './port-probe'

const check = 'port'

/** The ports that the bridge tries, in that order. */
const BRIDGE_PORTS = Array.from({ length: PORTS_TRIED }, (_, index) => DEFAULT_PORT + index)

/** The bridge's ports, grouped by their users. */
interface PortUse {
  readonly free: readonly number[]
  readonly latchkey: readonly number[]
  readonly others: readonly number[]
}

/**
 * @param own the bridge of the running app; undefined when the app does not run; `silent` when it does not respond. Only the
 *   app knows its port, which may be another one. A Latchkey on one of these ports may belong to another data folder.
 */
export async function checkPorts(
  probe: PortProbe,
  own: Promise<ListenerState | 'silent' | undefined>,
  ports: readonly number[] = BRIDGE_PORTS,
): Promise<readonly Finding[]> {
  const bridge = await own
  if (bridge === 'silent') return [silent]
  const use = await portUse(
    probe,
    ports.filter((port) => port !== bridge?.port),
  )
  return [bridge ? whileRunning(bridge, use) : beforeStart(use, ports)]
}

async function portUse(probe: PortProbe, ports: readonly number[]): Promise<PortUse> {
  const users = await Promise.all(ports.map((port) => userOf(port, probe)))
  const usedBy = (user: keyof PortUse) => ports.filter((_, index) => users[index] === user)
  return { free: usedBy('free'), latchkey: usedBy('latchkey'), others: usedBy('others') }
}

async function userOf(port: number, probe: PortProbe): Promise<keyof PortUse> {
  if (await probe.isFree(port)) return 'free'
  return (await probe.isLatchkey(port)) ? 'latchkey' : 'others'
}

const silent: Finding = {
  check,
  state: 'wrong',
  found: 'Latchkey is running, but does not respond.',
  advice: 'Perhaps it is stopped in a debugger. Quit Latchkey and start it again.',
}

function whileRunning({ enabled, port, problem }: ListenerState, use: PortUse): Finding {
  if (port !== null)
    return {
      check,
      state: problem === null ? 'well' : 'note',
      found: `Latchkey listens at ${port}.`,
      advice: sentences(problem, aboutUsed(use)),
    }
  if (enabled)
    return {
      check,
      state: 'wrong',
      found: 'Latchkey is running, but it listens at no port.',
      advice: sentences(problem, aboutUsed(use)),
    }
  return {
    check,
    state: 'note',
    found: 'Latchkey is running, but its bridge is off, so no page can reach it.',
    advice: 'Switch the bridge on in Latchkey’s window, under Pages.',
  }
}

function beforeStart(use: PortUse, ports: readonly number[]): Finding {
  const [first] = ports
  const [free] = use.free
  if (free === undefined)
    return {
      check,
      state: 'wrong',
      found: `Other programs use all ports from ${first} on.`,
      advice: sentences(
        aboutUsed(use),
        'Quit one of these programs, or start Latchkey and choose another port in its window, under Pages.',
      ),
    }
  if (free === first)
    return { check, state: 'well', found: `Port ${free} is free.`, advice: aboutUsed(use) }
  return {
    check,
    state: 'note',
    found: `Port ${first} is taken; Latchkey will listen at ${free}.`,
    advice: sentences(aboutUsed(use), 'Use this port in the address of the page’s script.'),
  }
}

function aboutUsed({ latchkey, others }: PortUse): string | null {
  return sentences(
    latchkey.length > 0
      ? `${users(latchkey, 'A Latchkey with another data folder uses', 'Latchkeys with other data folders use')}.`
      : null,
    others.length > 0
      ? `${users(others, 'Another program uses', 'Other programs use')}. To find ${others.length === 1 ? 'the program' : 'the programs'}, run “ss -ltnp”.`
      : null,
  )
}

function users(ports: readonly number[], one: string, many: string): string {
  return ports.length === 1 ? `${one} port ${ports[0]}` : `${many} ports ${ports.join(', ')}`
}

function sentences(...all: readonly (string | null)[]): string | null {
  const said = all.filter((sentence) => sentence !== null)
  return said.length === 0 ? null : said.join(' ')
}
