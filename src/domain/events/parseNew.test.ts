import { describe, expect, it } from 'vitest'
import { Refusal } from '@/domain/errors'
import { parseNew } from './parseNew'

const id = '0198a000-0000-7000-8000-000000000001'
const faults = (data: Record<string, unknown>): Record<string, string> => {
  try {
    parseNew(data)
    return {}
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
    return Object.fromEntries(
      (error.data.errors as { path: string; message: string }[]).map(({ path, message }) => [path, message]),
    )
  }
}
const whole = {
  title: 'Душ',
  place: id,
  date: '2026-12-01',
  startTime: '10:00',
  endTime: '18:00',
  capacity: 20,
  services: [{ service: id, startTime: '10:00', endTime: '12:00' }],
}

describe('a new event', () => {
  it('is taken when nothing is wrong with it', () => {
    expect(parseNew({ ...whole, recurrence: null, archivedAt: null })).toEqual({
      ...whole,
      recurrence: null,
      archivedAt: null,
    })
  })

  it('empty: every field at once', () => {
    const empty = { title: '', place: null, date: null, startTime: undefined, services: 0, type: 'oneOff' }
    expect(Object.keys(faults(empty)).sort()).toEqual(
      ['capacity', 'date', 'endTime', 'place', 'services', 'startTime', 'title'].sort(),
    )
  })

  it('a line without a service, a name that is missing and a service outside of the hours: in one answer', () => {
    const services = [
      { service: null, startTime: '10:00', endTime: '12:00' },
      { service: id, startTime: '09:00', endTime: '12:00' },
    ]
    expect(faults({ ...whole, title: ' ', services })).toEqual({
      title: 'fieldRequired',
      'services.0.service': 'fieldRequired',
      'services.1.startTime': 'fieldOutsideEvent',
    })
  })

  it('a field nobody knows, though it is empty', () => {
    expect(faults({ ...whole, colour: null })).toEqual({ colour: 'fieldUnexpected' })
  })

  it('an end before the start', () => {
    expect(faults({ ...whole, title: '', endTime: '09:00' })).toEqual({
      title: 'fieldRequired',
      endTime: 'fieldEndBeforeStart',
    })
  })
})
