/** Makes six requests with the browser's own WebAuthn, and has a profile made of the answers. */
import { CALLS } from './calls.js'
import { describeAnswer, noteAnswer } from './answers.js'

const byId = (id) => document.getElementById(id)

/** Maps the name of a call to what came of it. */
const answers = {}
/** What the calls before have left: the ids and handles that later calls name. */
const context = { host: location.hostname, ids: {} }

byId('host').textContent = location.hostname
if (!window.PublicKeyCredential)
  tell('This browser has no WebAuthn, so it has no provider to record.', 'bad')
else if (window.latchkey)
  tell(
    'Latchkey’s page script is in this page. Remove it, so that the provider itself answers.',
    'bad',
  )

const rows = CALLS.map((call, index) => addRow(call, index))
unlock()

function addRow(call, index) {
  const item = document.createElement('li')
  const title = addText(item, 'p', `${index + 1}. ${call.title}`)
  title.id = `call-${call.name}`
  addText(item, 'p', call.what, 'what')
  const outcome = addText(item, 'p', '', 'outcome')
  outcome.setAttribute('role', 'status')
  const buttons = document.createElement('div')
  buttons.className = 'buttons'
  const run = addButton(buttons, 'Ask', title.id)
  const none = addButton(buttons, 'No answer came', title.id)
  none.hidden = true
  item.append(buttons)
  byId('calls').append(item)
  const row = { call, outcome, run, none }
  run.addEventListener('click', () => ask(row))
  return row
}

async function ask(row) {
  const { call, outcome, run, none } = row
  run.disabled = true
  none.hidden = false
  show(outcome, 'Waiting for the provider…')
  const controller = new AbortController()
  const givenUp = new Promise((resolve) => {
    none.onclick = () => {
      controller.abort()
      resolve({ outcome: 'silent' })
    }
  })
  const answer = await Promise.race([answerOf(call, controller.signal), givenUp])
  none.hidden = true
  answers[call.name] = answer
  run.textContent = 'Ask again'
  const { text, isUseful } = describeAnswer(answer, call)
  show(outcome, text, isUseful ? 'good' : 'bad')
  unlock()
}

async function answerOf(call, signal) {
  try {
    const credential = await navigator.credentials[call.method]({
      ...call.options(context),
      signal,
    })
    context.ids[call.name] = credential.rawId
    return noteAnswer(call.method, credential)
  } catch (error) {
    if (signal.aborted) return { outcome: 'silent' }
    return { outcome: 'refused', error: error.name }
  }
}

/** A call can be made once the calls that it builds on have made a passkey. */
function unlock() {
  for (const { call, run } of rows)
    run.disabled = !call.needs.every((name) => context.ids[name] !== undefined)
  const isDone = CALLS.every(
    ({ name, needs }) => answers[name] || needs.some((one) => answers[one] && !context.ids[one]),
  )
  byId('make').disabled = !isDone
}

byId('form').addEventListener('submit', async (event) => {
  event.preventDefault()
  for (const { name } of CALLS) answers[name] ??= { outcome: 'silent' }
  const recording = {
    version: 1,
    title: byId('title').value,
    browser: navigator.userAgent.slice(0, 200),
    date: new Date().toISOString().slice(0, 10),
    calls: answers,
  }
  const response = await fetch('/profile', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(recording),
  }).catch(() => undefined)
  if (!response)
    return tell(
      'latchkey record-provider no longer runs. Start it again; your answers are still here.',
      'bad',
    )
  const made = await response.json()
  if (!response.ok) return tell(made.message, 'bad')
  offer(made)
})

function offer({ file, profile, unknown }) {
  const text = `${JSON.stringify(profile, null, 2)}\n`
  byId('profile').textContent = text
  byId('profile').hidden = byId('actions').hidden = false
  const gaps = unknown.length > 0 ? ` Not settled: ${unknown.join(', ')}.` : ''
  tell(`The profile says ${profile.facts.length} facts.${gaps}`, 'good')
  byId('save').onclick = () => save(file, text)
  byId('copy').onclick = async () => {
    await navigator.clipboard.writeText(text)
    tell('Copied.', 'good')
  }
}

function save(name, text) {
  const link = document.createElement('a')
  link.href = URL.createObjectURL(new Blob([text], { type: 'application/json' }))
  link.download = name
  link.click()
  URL.revokeObjectURL(link.href)
}

function tell(text, tone) {
  show(byId('made'), text, tone)
}

function show(element, text, tone = '') {
  element.textContent = text
  element.className = `outcome ${tone}`
}

function addText(parent, tag, text, className = '') {
  const element = document.createElement(tag)
  element.textContent = text
  element.className = className
  parent.append(element)
  return element
}

function addButton(parent, text, describedBy) {
  const button = addText(parent, 'button', text)
  button.type = 'button'
  button.setAttribute('aria-describedby', describedBy)
  return button
}
