import { setClockForTests } from '@/config/clock'
import { mailSender } from '@/notifications/deliver/mail'
import { telegramSender } from '@/notifications/deliver/telegram'
import { book } from '@/operations/bookings/book'
import { createSender, type Sender } from '@/operations/messages/sender'
import { eventMaker, occurrencesOf } from '../factories/events'
import { makeVisitor } from '../factories/schedule'
import type { App } from '../helpers/app'
import { CHAT, startHarness, type Harness, type Tester } from './harness'

export type MessageRow = {
  id: string
  kind: string
  status: string
  attempts: number
  waits: number
  error: string | null
  recipient: string | null
}

/** Time that passes when somebody waits, for the product and for Telegram alike. */
class Clock {
  constructor(public time: number) {}
  now = (): Date => new Date(this.time)
  set = (at: string): void => void (this.time = Date.parse(at))
  // What was begun already gets to look at the clock before it goes on.
  // Of several who wait at once, none adds to the time of another.
  wait = (ms: number): Promise<void> => {
    const until = this.time + ms
    return new Promise((resolve) => setImmediate(() => resolve(void (this.time = Math.max(this.time, until)))))
  }
}

export type World = Awaited<ReturnType<typeof makeWorld>>

/** The product, volunteers with Telegram in their hands, and what sends to them in virtual time. */
export const makeWorld = async ({ at, limits = true }: { at: string; limits?: boolean }) => {
  const clock = new Clock(Date.parse(at))
  setClockForTests(clock.now)
  const harness: Harness & { app: App } = await startHarness({ limits })
  setClockForTests(clock.now)
  const { app, api, pool } = harness
  const events = await eventMaker(app)
  await events.admin.patch(`/places/${events.place}`, { address: 'Цветной бульвар, 1' })

  /** `before`: what keeps it from sending a message that it holds already. */
  const sender = ({
    stopping = () => false,
    before = async () => undefined,
  }: { stopping?: () => boolean; before?: () => Promise<void> } = {}): Sender => {
    const send = telegramSender({ token: api.token, apiRoot: api.url, now: () => clock.time, wait: clock.wait })
    return createSender(app.payload, {
      telegram: async (...given) => {
        await before()
        return send(...given)
      },
      mail: mailSender((letter) => app.payload.sendEmail(letter)),
      volunteersChat: String(CHAT),
      panel: null,
      now: clock.now,
      wait: clock.wait,
      stopping,
      report: (error) => {
        throw error
      },
    })
  }
  let usual = sender()

  let people = 0
  return {
    ...harness,
    clock,
    events,
    sender,
    /** A volunteer whose chat with the bot is open. */
    volunteer: async (name = 'Вера'): Promise<Tester & { volunteer: string }> => {
      const tester = harness.person({ id: (people += 1) + 500, name })
      const { rows } = await pool.query<{ id: string }>(
        `INSERT INTO volunteers (id, name, telegram_id) VALUES (gen_random_uuid(), $1, $2) RETURNING id`,
        [name, String(tester.id)],
      )
      return Object.assign(tester, { volunteer: rows[0]?.id ?? '' })
    },
    visitor: (lastName: string, firstName = 'Пётр') => makeVisitor(pool, { lastName, firstName }),
    /** As a volunteer books through the conversation. */
    books: async (volunteer: string, visitor: string, ...occurrences: string[]): Promise<string[]> => {
      const { participants } = await book(
        app.payload,
        { visitor, occurrences, comment: null },
        { caller: { kind: 'volunteers', id: volunteer }, now: clock.now(), route: 'test', key: null, body: null },
      )
      return participants.map(({ id }) => id)
    },
    occurrences: (event: string) => occurrencesOf(app, event),
    /**
     * What a test is not about is out of its way; the sender, which remembers outages of a time to
     * come, is another one.
     */
    forget: async () => {
      usual = sender()
      await pool.query('DELETE FROM messages')
    },
    rows: async (): Promise<MessageRow[]> =>
      (
        await pool.query<MessageRow>(
          `SELECT id, kind, status, attempts, waits, last_error AS error, recipient_id AS recipient FROM messages
            ORDER BY created_at, id`,
        )
      ).rows,
    /** Lets so much time pass, as the worker does. */
    work: async ({
      seconds = 60,
      step = 1,
      by,
    }: { seconds?: number; step?: number; by?: Sender } = {}): Promise<void> => {
      for (const end = clock.time + seconds * 1000; clock.time < end;)
        if ((await (by ?? usual).round()) === 0) await clock.wait(step * 1000)
    },
    close: async () => {
      await harness.close()
      setClockForTests(null)
    },
  }
}
