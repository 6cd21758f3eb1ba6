/** An agent's tools for a session: everything except deleting passkeys and reading keys. */
import * as z from 'zod'
import type { FaultId, PasskeySession } from '../../playwright/client/latchkey'
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

function tool<Shape extends z.ZodRawShape>(
  one: Tool<PasskeySession, Shape>,
): Tool<PasskeySession, Shape> {
  return one
}

export const SESSION_TOOLS = {
  list_passkeys: tool({
    title: 'List passkeys',
    description:
      'Lists the passkeys, newest first, including hidden ones: names, accounts, no keys.',
    isReadOnly: true,
    input: {},
    run: async (_, session) => ({ passkeys: await session.list() }),
  }),

  answer_ceremonies: tool({
    title: 'Say what the user does',
    description:
      'Adds a rule: what the user does at the next ceremony that fits. Without a rule, the user approves and signs in ' +
      'with the newest passkey.',
    isReadOnly: false,
    input: {
      action: z.enum(['approve', 'deny', 'never']).describe('never leaves the question open'),
      account: account.optional().describe('Which account signs in; only with approve'),
      ceremony: ceremony.optional(),
      rpId: rpId.optional(),
      delayMs: z.int().min(0).max(LONGEST_WAIT_MS).default(0).describe('How long the user thinks'),
      times,
    },
    run: async ({ action, account: choose, delayMs: delay, times, ...about }, session) => {
      const options = { delay, times, ...given(about) }
      const rule =
        action === 'approve'
          ? session.approve({ ...options, ...(choose && { choose }) })
          : session[action](options)
      return { ruleId: await rule }
    },
  }),

  clear_answers: tool({
    title: 'Forget the rules',
    description: 'Removes all rules: the user approves again.',
    isReadOnly: false,
    input: {},
    run: async (_, session) => {
      await session.clearRules()
      return {}
    },
  }),

  wait_for_ceremony: tool({
    title: 'Wait for a ceremony',
    description:
      'Waits until a ceremony has ended, and answers with its outcome, the reason, the options and the response. A ' +
      'ceremony that ended before the call also counts, but only once.',
    isReadOnly: true,
    input: {
      ceremony: ceremony.optional(),
      outcome: z.enum(['done', 'refused']).optional(),
      rpId: rpId.optional(),
      timeoutMs,
    },
    run: async ({ timeoutMs: timeout, ...where }, session, signal) => ({
      event: await session.waitFor('ceremonyFinished', { timeout, where: given(where), signal }),
    }),
  }),

  wait_for_signal: tool({
    title: 'Wait for a signal',
    description:
      'Waits until a page has signalled something about its passkeys, and answers with what the signal changed, what ' +
      'it left, and why. A signal that came before the call also counts, but only once.',
    isReadOnly: true,
    input: { signal: signalKind.optional(), rpId: rpId.optional(), timeoutMs },
    run: async ({ timeoutMs: timeout, ...where }, session, signal) => ({
      event: await session.waitFor('signalReceived', { timeout, where: given(where), signal }),
    }),
  }),

  try_signal: tool({
    title: 'Try a signal',
    description:
      'Says what a signal about a passkey would do under each policy, and why. Changes nothing.',
    isReadOnly: true,
    input: { passkeyId, signal: triedSignal },
    run: async ({ passkeyId: id, signal }, session) => ({ ...(await session.dryRun(id, signal)) }),
  }),

  send_signal: tool({
    title: 'Send a signal',
    description:
      'Sends a signal as a page does with PublicKeyCredential.signal…(). wait_for_signal says what it did.',
    isReadOnly: false,
    input: {
      origin,
      kind: signalKind,
      options: signalOptions,
    },
    run: async ({ origin: page, kind, options }, session) => {
      await session.signal(kind, options, { origin: page })
      return {}
    },
  }),

  arm_fault: tool({
    title: 'Arm a fault',
    description:
      'Makes the next answers wrong, or unusual, in one named way: shows whether a relying party refuses, or accepts, ' +
      'what it should. The passkey stays genuine. wait_for_ceremony says what was changed. Without a fault, lists all.',
    isReadOnly: false,
    input: {
      fault: z.string().optional().describe('Such as uv-not-set'),
      times: z.int().min(1).max(1000).default(1).describe('For how many answers'),
      origin: origin.optional().describe('The only page that gets them; by default every page'),
    },
    run: async ({ fault, times, origin: page }, session) => {
      if (fault === undefined) return { faults: await session.knownFaults() }
      // Latchkey itself refuses an unknown name.
      await session.fault(fault as FaultId, { times, ...(page !== undefined && { origin: page }) })
      return { armed: await session.armedFaults() }
    },
  }),

  disarm_fault: tool({
    title: 'Disarm a fault',
    description:
      'Disarms a fault that arm_fault armed. The next answers are genuine again. Without a fault, disarms all faults.',
    isReadOnly: false,
    input: {
      fault: z.string().optional().describe('Such as uv-not-set'),
      origin: origin.optional().describe('The page for which it is armed; by default every page'),
    },
    run: async ({ fault, origin: page }, session) => {
      if (fault === undefined) await session.disarmFaults()
      else await session.disarmFault(fault as FaultId, page === undefined ? {} : { origin: page })
      return { armed: await session.armedFaults() }
    },
  }),

  run_ceremony: tool({
    title: 'Run a ceremony without a page',
    description:
      'Answers the options that a server sends to a page, and returns the response to send to the server. The user ' +
      'answers by the rules.',
    isReadOnly: false,
    input: {
      ceremony,
      origin,
      options: z
        .record(z.string(), z.unknown())
        .describe(
          'PublicKeyCredentialCreationOptionsJSON or PublicKeyCredentialRequestOptionsJSON',
        ),
      topOrigin: z.string().optional().describe('The top document, for a cross-origin frame'),
    },
    run: async ({ ceremony: kind, options, ...page }, session, signal) => ({
      response: await session[kind](options, { ...withOrigin(page), signal }),
    }),
  }),
}

function withOrigin(page: { readonly origin: string; readonly topOrigin?: string | undefined }) {
  return { ...given(page), origin: page.origin }
}
