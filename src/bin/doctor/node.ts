import type { Finding } from '../../cli/doctor/finding'
import { isNewEnough, LEAST_NODE } from '../../../playwright/client/node-version.js'

export function checkNode(version: string): readonly Finding[] {
  const check = 'node'
  const found = `This is Node ${version}.`
  if (isNewEnough(version)) return [{ check, state: 'well', found, advice: null }]
  return [
    {
      check,
      state: 'wrong',
      found,
      advice: `Latchkey needs Node ${LEAST_NODE} or newer: update it.`,
    },
  ]
}
