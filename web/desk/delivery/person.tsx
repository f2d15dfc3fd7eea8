/** One invitation: another address, the same address once more, or none. */
import type { JSX } from 'preact'
import { useState } from 'preact/hooks'
import { type DeliveryRow, didNotArrive } from '../../../functions/domain/mail/delivery.ts'
import { emailSchema } from '../../../functions/domain/people/address.ts'
import type { SurveyView } from '../../../functions/domain/survey/survey.ts'
import { Dialog } from '../../kit/controls/dialog.tsx'
import { TextField } from '../../kit/controls/field.tsx'
import { ProblemNotice } from '../../kit/controls/notice.tsx'
import { useTask } from '../../kit/load/load.ts'
import { deliveryCalls } from '../calls/delivery.ts'
import { deliveryWords as text } from '../words/en-delivery.ts'

interface Props {
  readonly survey: SurveyView
  readonly row: DeliveryRow
  readonly close: () => void
  /** `undoable` is the address that can be invited again by one press. */
  readonly done: (said: string, undoable?: string | null) => void
}

const maySendAgain = ({ state }: DeliveryRow): boolean => ['bounced', 'refused', 'returned'].includes(state)

export const InvitationDialog = ({ survey, row, close, done }: Props): JSX.Element => {
  const who = row.name || row.address
  const [address, setAddress] = useState('')
  const [tried, setTried] = useState(false)
  const task = useTask()
  const parsed = emailSchema.safeParse(address)

  const submit = (event: SubmitEvent): void => {
    event.preventDefault()
    setTried(true)
    if (!parsed.success) return
    task.run(async () => {
      await deliveryCalls.correct(survey.id, row.address, parsed.data)
      done(text.said.correct(parsed.data))
    })
  }
  const sendAgain = (): void =>
    task.run(async () => {
      await deliveryCalls.sendAgain(survey.id, row.address)
      done(text.said.again(who))
    })
  const withdraw = (): void =>
    task.run(async () => {
      await deliveryCalls.withdraw(survey.id, row.address)
      done(text.said.withdrawn(who), row.address)
    })

  return (
    <Dialog title={text.dialogTitle(who)} close={close}>
      <p>
        {text.address}: <strong class="address-now">{row.address}</strong>
      </p>
      {row.state === 'sent' ? null : <p class="quiet">{row.words}</p>}
      <ProblemNotice error={task.error} />
      {didNotArrive(row) ? (
        <form onSubmit={submit} noValidate class="stack">
          <TextField
            label={text.newAddress}
            type="email"
            value={address}
            change={setAddress}
            error={tried && !parsed.success ? text.notAnAddress : undefined}
            hint={text.newAddressHint}
          />
          <div class="actions">
            <button class="button primary" type="submit" aria-disabled={task.busy}>
              {text.correctDo}
            </button>
          </div>
        </form>
      ) : (
        <p class="quiet">{text.wrongAddress}</p>
      )}
      {maySendAgain(row) ? (
        <section class="other-way">
          <h3>{text.addressIsRight}</h3>
          <button class="button small" type="button" aria-disabled={task.busy} onClick={sendAgain}>
            {text.againDo}
          </button>
        </section>
      ) : null}
      <section class="other-way">
        <h3>{text.withdrawTitle}</h3>
        <p class="quiet">{text.withdrawNote}</p>
        <button class="button small danger-text" type="button" aria-disabled={task.busy} onClick={withdraw}>
          {text.withdrawDo}
        </button>
      </section>
      <div class="actions end">
        <button class="button quiet" type="button" onClick={close}>
          {text.close}
        </button>
      </div>
    </Dialog>
  )
}
