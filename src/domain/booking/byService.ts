type Offered = { service: string; startsAt: string; endsAt: string; state: 'open' | 'refused'; code: string | null }

/** `open` are the slots to choose from, the first first. `refused` is why there are none; null where there are some. */
export type ServiceOffer<Slot> = { service: string; open: Slot[]; refused: Slot | null }

/**
 * What there is for a person, by service: what can be had first and soonest, then what can't. A service that can't be
 * had is spoken of by its first slot that is not cancelled, since that is the one people ask about.
 */
export const byService = <Slot extends Offered>(slots: readonly Slot[], now: Date): ServiceOffer<Slot>[] => {
  const ahead = slots
    .filter(({ endsAt }) => new Date(endsAt) > now)
    .sort((a, b) => a.startsAt.localeCompare(b.startsAt))
  const services = [...new Set(ahead.map(({ service }) => service))]
  const offers = services.map((service): ServiceOffer<Slot> => {
    const own = ahead.filter((slot) => slot.service === service)
    const open = own.filter(({ state }) => state === 'open')
    const telling = own.find(({ code }) => code !== 'OCCURRENCE_CANCELLED') ?? own[0] ?? null
    return { service, open, refused: open.length > 0 ? null : telling }
  })
  const soonest = ({ open: [first] }: ServiceOffer<Slot>): string => first?.startsAt ?? ''
  return [
    ...offers.filter(({ refused }) => !refused).sort((a, b) => soonest(a).localeCompare(soonest(b))),
    ...offers.filter(({ refused }) => refused),
  ]
}
