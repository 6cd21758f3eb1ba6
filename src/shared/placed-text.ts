/** Texts that name a button to users of the window, and a command to users of a terminal. */
import * as v from 'valibot'
import { shortTime, utcTime } from './times'

export const placedTextSchema = v.union([
  /** The same text in both places. */
  v.string(),
  v.strictObject({ inWindow: v.string(), inTerminal: v.string() }),
])

export type PlacedText = Readonly<v.InferOutput<typeof placedTextSchema>>

export function inWindow(text: PlacedText): string {
  return typeof text === 'string' ? text : text.inWindow
}

/** For the log and for agents, too: neither has the buttons in sight. */
export function inTerminal(text: PlacedText): string {
  return typeof text === 'string' ? text : text.inTerminal
}

/** A template literal of texts for both places. */
export function placed(words: TemplateStringsArray, ...texts: readonly PlacedText[]): PlacedText {
  return inBoth((textIn) => String.raw({ raw: words }, ...texts.map(textIn)))
}

/** A time of the user's clock in the window, as its lists show times, and in UTC in a terminal. */
export function placedTime(ms: number): PlacedText {
  return { inWindow: shortTime(ms), inTerminal: utcTime(ms) }
}

/** The texts that there are, with a space between them. */
export function placedTogether(texts: readonly PlacedText[]): PlacedText {
  return inBoth((textIn) => texts.map(textIn).join(' '))
}

function inBoth(make: (textIn: typeof inWindow) => string): PlacedText {
  const both = { inWindow: make(inWindow), inTerminal: make(inTerminal) }
  return both.inWindow === both.inTerminal ? both.inWindow : both
}
