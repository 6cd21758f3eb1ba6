import { afterEach, describe, expect, it } from 'vitest'
import { endOnUncaughtException } from '../../../src/main/start/uncaught-failures'

const EVENTS = ['uncaughtException', 'unhandledRejection'] as const
const before = EVENTS.map((event) => process.rawListeners(event))

/** The listeners that it adds to this process, which only the test calls, and their effects. */
function installed(tell: (why: string) => void = () => {}) {
  const done: unknown[][] = []
  endOnUncaughtException(
    { info: () => {}, warn: () => {}, error: (...args) => void done.push(['log', ...args]) },
    {
      tell: (why) => {
        done.push(['tell', why])
        tell(why)
      },
      exit: (code) => void done.push(['exit', code]),
    },
  )
  const [exception, rejection] = EVENTS.map((event, i) => {
    const added = process.rawListeners(event).filter((one) => !before[i]!.includes(one))
    expect(added).toHaveLength(1)
    return added[0] as (failure: unknown) => void
  })
  return { exception: exception!, rejection: rejection!, done }
}

afterEach(() => {
  EVENTS.forEach((event, i) => {
    for (const one of process.rawListeners(event))
      if (!before[i]!.includes(one)) process.off(event, one as () => void)
  })
})

const error = new Error('oh')

describe('an exception that no code caught', () => {
  it('is logged and told, and ends the process', () => {
    const { exception, done } = installed()
    exception(error)

    expect(done).toEqual([
      ['log', 'uncaught exception', error],
      ['tell', expect.stringContaining('must end: oh. What it had confirmed is in the vault.')],
      ['exit', 1],
    ])
  })

  it('ends the process although telling fails', () => {
    const { exception, done } = installed(() => {
      throw new Error('no display')
    })

    expect(() => exception(error)).toThrow('no display')
    expect(done.at(-1)).toEqual(['exit', 1])
  })

  it('is shown once, even if another comes while the dialog is open', () => {
    const { exception, done } = installed(() => exception(new Error('again')))
    exception(error)

    expect(done.map(([what]) => what)).toEqual(['log', 'tell', 'log', 'exit'])
  })
})

describe('a rejection that no code handled', () => {
  it('is logged, and the process continues', () => {
    const { rejection, done } = installed()
    rejection(error)

    expect(done).toEqual([['log', 'unhandled rejection', error]])
  })
})
