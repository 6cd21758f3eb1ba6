/** The values of a profile's fields as texts, and the sources of the values. */
import type { FieldValue, ProfileField } from '../../shared/profile-form'
import { shortAlgorithmName } from './algorithm-name'
import { gradeWord } from './profile-words'

/** An option of a list. Numbers are algorithms. */
export function optionText(option: string | number): string {
  return typeof option === 'number' ? shortAlgorithmName(option) : option
}

/** A value in one line. */
export function valueText(value: FieldValue): string {
  if (value === null) return 'no limit'
  if (typeof value === 'boolean') return value ? 'on' : 'off'
  if (Array.isArray(value)) return value.length === 0 ? 'none' : value.map(String).join(', ')
  return typeof value === 'object' ? JSON.stringify(value) : String(value)
}

/** The source of the value. */
export function sourceText({ fact, unknown }: Pick<ProfileField, 'fact' | 'unknown'>): string {
  if (fact) return `${gradeWord(fact.grade)}: ${fact.about} (${fact.source})`
  return unknown ? 'Unknown: Latchkey’s default applies.' : 'Latchkey’s default.'
}

/** Splits texts that are separated by commas, such as "usb, nfc", or by line ends. */
export function readTexts(text: string): string[] {
  return text
    .split(/[\n,]/)
    .map((one) => one.trim())
    .filter((one) => one !== '')
}

/** One member on each line, `name: value`. Commas separate the texts of a list. */
export function recordText(value: FieldValue): string {
  if (value === null || typeof value !== 'object' || Array.isArray(value)) return ''
  return Object.entries(value)
    .map(([name, one]) => `${name}: ${Array.isArray(one) ? one.join(', ') : plain(one)}`)
    .join('\n')
}

function plain(one: unknown): string {
  return typeof one === 'string' ? one : JSON.stringify(one)
}

/** Reads the form that {@link recordText} writes. A line without a colon is a name without a value. */
export function readRecord(text: string, lists: boolean): Record<string, string | string[]> {
  const lines = text.split('\n').filter((line) => line.trim() !== '')
  const members = lines.map((line) => {
    const [, name = line, value = ''] = /^([^:]*):(.*)$/.exec(line) ?? []
    return [name.trim(), lists ? readTexts(value) : value.trim()] as const
  })
  return Object.fromEntries(members)
}

/** The list with the entry moved one place towards the beginning. */
export function movedUp<T>(list: readonly T[], index: number): T[] {
  const entry = list.slice(index, index + 1)
  return [
    ...list.slice(0, index - 1),
    ...entry,
    ...list.slice(index - 1, index),
    ...list.slice(index + 1),
  ]
}
