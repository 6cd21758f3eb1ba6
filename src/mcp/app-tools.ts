/** An agent's tools for the running app. They cannot delete passkeys, export them or pair pages. */
import * as z from 'zod'
import { LEAST_AGENT_DELAY_MS } from '../shared/agent-api'
import type { SocketApi } from '../shared/command-api'
import type { PasskeySummary } from '../shared/passkey'
import type { AppConnection } from './app-connection'
import {
  account,
  ceremony,
  given,
  LONGEST_WAIT_MS,
  origin,
  passkeyId,
  rpId,
  signalKind,
  signalOptions,
  timeoutMs,
  times,
  triedSignal,
} from './inputs'
import type { Tool } from './tool'

/** The names of the two waits. */
export const WAITS = ['ceremony', 'signal'] as const

function tool<Shape extends z.ZodRawShape>(
  one: Tool<AppConnection, Shape>,
): Tool<AppConnection, Shape> {
  return one
}

export const APP_TOOLS = {
  list_passkeys: tool({
    title: 'List passkeys',
    description:
      'Lists the user’s passkeys, oldest first, including hidden ones: names, accounts, no keys.',
    isReadOnly: true,
    input: { rpId: rpId.optional() },
    run: async ({ rpId: only }, app, signal) => {
      const passkeys = await app.call(allPasskeys, signal)
      return {
        passkeys: passkeys.filter((passkey) => only === undefined || passkey.rpId === only),
      }
    },
  }),

  answer_ceremonies: tool({
    title: 'Say what to answer',
    description:
      'Adds a rule: how a question of a page is answered in the user’s place, even one that is already open. The user has ' +
      'to allow it in Latchkey’s window, sees the question, and may answer first. Without a rule, the user answers.',
    isReadOnly: false,
    input: {
      action: z.enum(['approve', 'deny']),
      account: account.optional().describe('Which account signs in; only with approve'),
      ceremony: ceremony.optional(),
      rpId: rpId.optional(),
      delayMs: z
        .int()
        .min(LEAST_AGENT_DELAY_MS)
        .max(LONGEST_WAIT_MS)
        .default(2 * LEAST_AGENT_DELAY_MS)
        .describe('How long the user sees the question first'),
      times,
    },
    run: async ({ action, delayMs: delay, times: count, ...about }, app, signal) => {
      const rule = { action, delay, times: count, ...given(about) }
      await app.call((api) => api.addAnswer(rule), signal)
      return {}
    },
  }),

  clear_answers: tool({
    title: 'Forget the rules',
    description: 'Removes all rules: the user answers again.',
    isReadOnly: false,
    input: {},
    run: async (_, app, signal) => {
      await app.call((api) => api.clearAnswers(), signal)
      return {}
    },
  }),

  wait_for_ceremony: tool({
    title: 'Wait for a ceremony',
    description:
      'Waits until a ceremony of a page has ended, and answers with its entry in the record: outcome, reason, passkey, ' +
      'and who answered. Goes on after the ceremony that the last such wait answered with.',
    isReadOnly: true,
    input: {
      ceremony: ceremony.optional(),
      outcome: z.enum(['done', 'refused']).optional(),
      rpId: rpId.optional(),
      timeoutMs,
    },
    run: async ({ ceremony: kind, timeoutMs: timeout, ...where }, app, signal) => {
      const kinds: ('create' | 'get')[] = kind ? [kind] : ['create', 'get']
      return { entry: await app.next('ceremony', { kinds, timeout, ...given(where) }, signal) }
    },
  }),

  wait_for_signal: tool({
    title: 'Wait for a signal',
    description:
      'Waits until a page has signalled something about its passkeys, and answers with its entry in the record: what the ' +
      'signal changed, what it left, and why. Goes on after the signal that the last such wait answered with.',
    isReadOnly: true,
    input: { signal: signalKind.optional(), rpId: rpId.optional(), timeoutMs },
    run: async ({ timeoutMs: timeout, ...where }, app, signal) => ({
      entry: await app.next('signal', { kinds: ['signal'], timeout, ...given(where) }, signal),
    }),
  }),

  try_signal: tool({
    title: 'Try a signal',
    description:
      'Says what a signal about a passkey would do under each policy, and why. Changes nothing.',
    isReadOnly: true,
    input: { passkeyId, signal: triedSignal },
    run: async ({ passkeyId: id, signal: tried }, app, signal) => ({
      ...(await app.call((api) => api.dryRunSignal({ passkeyId: id, signal: tried }), signal)),
    }),
  }),

  send_signal: tool({
    title: 'Send a signal',
    description:
      'Sends a signal as a paired page does with PublicKeyCredential.signal…(), by the policy of that page. The user ' +
      'confirms a signal that would delete passkeys. wait_for_signal says what it did.',
    isReadOnly: false,
    input: { origin, kind: signalKind, options: signalOptions },
    run: async ({ origin: page, kind, options }, app, signal) => {
      await app.call((api) => api.sendSignal(page, kind, options), signal)
      return {}
    },
  }),
}

async function allPasskeys(api: SocketApi): Promise<PasskeySummary[]> {
  const all: PasskeySummary[] = []
  let from: number | null = 0
  while (from !== null) {
    const { passkeys, next }: Awaited<ReturnType<SocketApi['listPasskeys']>> =
      await api.listPasskeys(from)
    all.push(...passkeys)
    from = next
  }
  return all
}
