/** The client data as the list of its members, so that a fault can change one member and keep the others. */
import { concat } from '../encoding/bytes'
import type { About, Fault } from './fault'

export type Members = readonly (readonly [name: string, value: unknown])[]

/** Stands for a byte that is not UTF-8. */
export const NOT_UTF8 = '\ue000'

const INVALID_BYTE = 0xff

/** A fault that changes the members of the client data. */
export function changeMembers(change: (members: Members, about: About) => Members): Fault {
  return { clientData: (data, about) => encodeMembers(change(readMembers(data), about)) }
}

/** A fault that changes the value of one member. */
export function changeMember(
  name: string,
  change: (value: unknown, about: About) => unknown,
): Fault {
  return changeMembers((members, about) =>
    members.map(([one, value]) => [one, one === name ? change(value, about) : value] as const),
  )
}

export function removeMember(name: string): Fault {
  return changeMembers((members) => members.filter(([one]) => one !== name))
}

export function addMember(name: string, value: unknown): Fault {
  return changeMembers((members) => [...members, [name, value]])
}

/** A fault that changes the text of the client data. */
export function changeText(change: (text: string) => string): Fault {
  return { clientData: (data) => encodeText(change(new TextDecoder().decode(data))) }
}

function readMembers(data: Uint8Array): Members {
  return Object.entries(JSON.parse(new TextDecoder().decode(data)) as object)
}

function encodeMembers(members: Members): Uint8Array {
  const written = members.map(([name, value]) => `${JSON.stringify(name)}:${JSON.stringify(value)}`)
  return encodeText(`{${written.join(',')}}`)
}

function encodeText(text: string): Uint8Array {
  const parts = text.split(NOT_UTF8).map((part) => new TextEncoder().encode(part))
  return concat(
    ...parts.flatMap((part, index) => (index === 0 ? [part] : [Uint8Array.of(INVALID_BYTE), part])),
  )
}
