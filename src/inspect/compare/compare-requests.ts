/** Compares the requests of two pages. A default that a client fills in equals the same explicit value. */
import type { OptionNode } from '../request/option-tree'
import { differencesOf, type Difference, type Entry } from './differences'

export function compareRequests(
  left: readonly OptionNode[],
  right: readonly OptionNode[],
): readonly Difference[] {
  return differencesOf(valuesOf(left, 'request'), valuesOf(right, 'request'))
}

function valuesOf(nodes: readonly OptionNode[], above: string): readonly Entry[] {
  return nodes.flatMap(({ name, value, parts }): readonly Entry[] => {
    const place = name.startsWith('[') ? `${above}${name}` : `${above}.${name}`
    return parts.length > 0 ? valuesOf(parts, place) : [[place, value ?? '{}']]
  })
}
