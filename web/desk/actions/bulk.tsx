/** Several actions changed at once, each by itself: what one is refused keeps no other from being changed. */
import type { JSX } from 'preact'
import { useState } from 'preact/hooks'
import { type ActionChange, actionStatusSchema } from '../../../functions/domain/action/action.ts'
import type { ActionView } from '../../../functions/domain/action/owner.ts'
import { inParallel } from '../../../functions/domain/in-parallel.ts'
import { emailSchema } from '../../../functions/domain/people/address.ts'
import { ApiProblem } from '../../kit/api/problem.ts'
import { Form, useForm } from '../../kit/form/form.tsx'
import { Input } from '../../kit/form/input.tsx'
import { NamesPointedOut } from '../../kit/form/named.tsx'
import { following } from '../calls/following.ts'
import { words } from '../words/en.ts'

const text = words.actions

const atOnce = 4

const fields = {
  owner: { kind: 'text', label: text.owner, longest: 200, optional: true, narrow: true },
  ownerEmail: { kind: 'email', label: text.ownerEmail, optional: true, narrow: true },
  dueOn: { kind: 'day', label: text.dueOn, optional: true, narrow: true },
  status: {
    kind: 'choice',
    label: text.filter.status,
    narrow: true,
    options: [
      { value: '', text: text.bulk.stays },
      ...actionStatusSchema.options.map(value => ({ value, text: text.statuses[value] })),
    ],
  },
  reason: { kind: 'long', label: text.reason, hint: text.reasonHint, rows: 2, missing: null },
} as const

interface Outcome {
  readonly action: ActionView
  /** As it is since; null where it stays as it is. */
  readonly after: ActionView | null
  /** What was said of one that stays as it is. */
  readonly refused: string | null
}

/** An action before and after it was changed. */
export interface Changed {
  readonly before: ActionView
  readonly after: ActionView
}

const refusalIn = (error: unknown): string =>
  error instanceof ApiProblem && error.problem.title !== '' ? error.problem.title : text.bulk.failed

interface Props {
  readonly chosen: readonly ActionView[]
  /** Those that were not changed stay chosen. */
  readonly done: (left: readonly ActionView[], changed: readonly Changed[]) => void
  readonly clear: () => void
}

export const BulkChange = ({ chosen, done, clear }: Props): JSX.Element => {
  const [outcomes, setOutcomes] = useState<readonly Outcome[]>([])
  const form = useForm({
    fields,
    initial: {},
    check: ({ owner, ownerEmail, dueOn, status, reason }) => ({
      ...(ownerEmail.trim() === '' || emailSchema.safeParse(ownerEmail).success ? {} : { ownerEmail: text.badEmail }),
      ...(status === 'deprioritised' && reason.trim() === '' ? { reason: text.reasonMissing } : {}),
      ...([owner, ownerEmail, dueOn, status].every(value => value.trim() === '') ? { owner: text.bulk.nothing } : {}),
    }),
  })
  const isAside = form.value.status === 'deprioritised'
  return (
    <section class="card" aria-label={text.bulk.title(chosen.length)}>
      <h2>{text.bulk.title(chosen.length)}</h2>
      <p class="quiet">{text.bulk.lead}</p>
      <Form
        form={form}
        save={text.bulk.change(chosen.length)}
        cancel={clear}
        send={async ({ owner, ownerEmail, dueOn, status, reason }) => {
          const change: ActionChange = {
            ...(owner.trim() ? { owner: owner.trim() } : {}),
            ...(ownerEmail.trim() ? { ownerEmail: ownerEmail.trim() } : {}),
            ...(dueOn ? { dueOn } : {}),
            ...(status ? { status: actionStatusSchema.parse(status) } : {}),
            ...(status === 'deprioritised' ? { reason: reason.trim() } : {}),
          }
          const all = await inParallel(chosen, atOnce, async (action): Promise<Outcome> => {
            try {
              const after = await following.changeAction(action.id, { ...change, version: action.version })
              return { action, after, refused: null }
            } catch (error) {
              return { action, after: null, refused: refusalIn(error) }
            }
          })
          setOutcomes(all)
          if (all.every(({ refused }) => refused === null)) form.clear()
          done(
            all.flatMap(({ action, after }) => (after ? [] : [action])),
            all.flatMap(({ action, after }) => (after ? [{ before: action, after }] : [])),
          )
        }}
      >
        <div class="fields">
          <Input {...form.input('owner')} />
          <Input {...form.input('ownerEmail')} />
          <Input {...form.input('dueOn')} />
          <Input {...form.input('status')} />
        </div>
        <NamesPointedOut text={form.value.owner} />
        {isAside ? <Input {...form.input('reason')} /> : null}
      </Form>
      {outcomes.length > 0 ? (
        <div role="status">
          <h3>{text.bulk.outcome}</h3>
          <ul class="citations">
            {outcomes.map(({ action, refused }) => (
              <li key={action.id}>
                {action.text} <strong>{refused ?? text.bulk.changed}</strong>
              </li>
            ))}
          </ul>
        </div>
      ) : null}
    </section>
  )
}
