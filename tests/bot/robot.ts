import type { Update } from 'telegraf/types'
import { buttonsOf } from '@/bot/local-api/person'
import type { Shown } from '@/bot/local-api/chats'
import type { Tester } from './harness'

/** What a volunteer wants: somebody on a service, any day that is free. Somebody without a card is new. */
export type Wish = { card: string | null; surname: string; name: string; service: string }
export type Random = () => number

type Button = { text: string; callback_data?: string }
export type Known = { button: Button; on: Shown }

/** The same sequence for the same seed. */
export const randomFrom = (seed: number): Random => {
  let state = ((seed * 7_919) % 2_147_483_646) + 1
  for (let turn = 0; turn < 5; turn += 1) state = (state * 16_807) % 2_147_483_647
  return () => (state = (state * 16_807) % 2_147_483_647) / 2_147_483_647
}

const pick = <Item>(items: readonly Item[], random: Random): Item | undefined =>
  items[Math.floor(random() * items.length)]

/** What gets on, in this order, wherever it is offered. */
const FORWARD = [
  /^✅ Записать/,
  /согласен/,
  /Другой человек/,
  /^Пропустить/,
  /Да, отменить/,
  /^(🟢 Присутствие|🔴 Неявка)$/,
  /^❌ Отменить/,
  /\d{1,2}:\d{2}–/,
  /^🟡 .+, \d{1,2}:\d{2}$/u,
  /^\d{1,2}$/,
]

/** `duty`: how often they look who has come instead of booking. */
export type Habits = { mischief?: number; doubleTaps?: number; cancels?: number; duty?: number }

/** Somebody who knows the bot a little, is in a hurry, taps twice, and now and then taps what is old or not theirs. */
export class Robot {
  readonly seen: Known[] = []
  private wish: Wish | undefined
  private begun = false

  constructor(
    readonly tester: Tester,
    private readonly random: Random,
    private readonly nextWish: () => Wish,
    private readonly others: () => readonly Known[] = () => [],
    private readonly habits: Habits = {},
  ) {}

  /** One deed, or two when the thumb trembles. */
  act(): Update[] {
    const { telegram } = this.tester
    const { mischief = 0.08, doubleTaps = 0.12 } = this.habits
    if (!this.begun) {
      this.begun = true
      return [telegram.says('/start')]
    }
    const screen = this.screen()
    const buttons = screen
      ? buttonsOf(screen)
          .flat()
          .filter(({ callback_data: data }) => data !== undefined)
      : []
    if (screen) this.seen.push(...buttons.map((button) => ({ button, on: { ...screen } })))
    const mood = this.random()
    if (mood < mischief) {
      const old = pick(mood < mischief / 3 ? this.others() : this.seen, this.random)
      if (old && mood < mischief * 0.7) return [telegram.presses(old.button, old.on)]
      return [telegram.says(pick(['спасибо', '/help', 'а?', '👍', '/cancel', '/start'], this.random) ?? '?')]
    }
    const next = screen && (this.forward(buttons) ?? this.doubt(buttons))
    if (!next) return [this.ask()]
    const tapped = telegram.presses(next, screen)
    return this.random() < doubleTaps ? [tapped, telegram.presses(next, screen)] : [tapped]
  }

  /** Now and then one of their own bookings is taken back, or somebody at the door is marked. */
  private doubt(buttons: readonly Button[]): Button | undefined {
    const { cancels = 0.15, duty = 0 } = this.habits
    const called = (label: string): Button | undefined => buttons.find(({ text }) => text.includes(label))
    if (this.random() < duty) return called('Дежурство') ?? called('Меню')
    return this.random() < cancels ? (called('Мои записи') ?? called('Меню')) : undefined
  }

  private screen(): Shown | undefined {
    return this.tester.telegram
      .messages()
      .filter((shown) => shown.from.is_bot && buttonsOf(shown).length > 0)
      .at(-1)
  }

  private ask(): Update {
    this.wish = this.nextWish()
    const { card, surname, name } = this.wish
    return this.tester.telegram.says(card === null ? `${surname} ${name}` : this.random() < 0.5 ? card : surname)
  }

  private forward(buttons: readonly Button[]): Button | undefined {
    const { wish } = this
    const one = (test: (text: string) => boolean): Button | undefined =>
      pick(
        buttons.filter(({ text }) => test(text)),
        this.random,
      )
    // A mark was made: it is taken back, or that was it.
    const back = buttons.find(({ text }) => text.startsWith('↩️'))
    if (back) return this.random() < 0.4 ? back : undefined
    const expected = one((text) => /^(🟡|⚠️) .+ · \d+$/u.test(text))
    if (expected) return expected
    for (const known of FORWARD) {
      const found = one((text) => known.test(text))
      if (found) return found
    }
    if (!wish) return undefined
    const { card, surname, service } = wish
    if (card === null)
      return (
        one((text) => text.includes(surname) && !text.startsWith('Это ')) ??
        one((text) => /^Регистрация/.test(text)) ??
        (buttons.some(({ text }) => text.includes('Мои записи')) ? undefined : one((text) => /^➕ Новый/.test(text)))
      )
    return one((text) => text.includes(card)) ?? one((text) => text.startsWith(service))
  }
}
