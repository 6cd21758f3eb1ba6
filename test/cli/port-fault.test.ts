import { describe, expect, it } from 'vitest'
import { portFault } from '../../src/cli/port-fault'

describe('a port that cannot be used', () => {
  const fault = (code: string) => Object.assign(new Error('listen'), { code })

  it('is taken, or not allowed', () => {
    expect(portFault(fault('EADDRINUSE'), 9)).toMatchObject({
      message: expect.stringContaining('Port 9 is in use, by another program or another Latchkey.'),
    })
    expect(portFault(fault('EACCES'), 9)).toMatchObject({
      message: expect.stringContaining('This user may not listen on port 9.'),
    })
  })

  it('leaves every other fault as it is', () => {
    const other = fault('ENOENT')
    expect(portFault(other, 9)).toBe(other)
  })
})
