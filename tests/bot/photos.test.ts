import { readdir, readFile, rm } from 'node:fs/promises'
import path from 'node:path'
import sharp from 'sharp'
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest'
import { uploadsDir } from '@/config/paths'
import { startHarness, type Tester } from './harness'
import { inProcess } from './in-process'

let given: Awaited<ReturnType<typeof startHarness>>
let anna: Tester
let people = 900

beforeAll(async () => {
  given = await startHarness({ now: '2026-11-30T09:00:00Z', run: inProcess })
})
afterAll(() => given.close())
beforeEach(async () => {
  anna = given.person({ id: (people += 1), name: 'Анна', member: true })
  await anna.says('/start')
})

/** As a phone takes it: with the place where it was taken written into the file. */
const snapshot = (): Promise<Buffer> =>
  sharp({ create: { width: 1600, height: 1200, channels: 3, background: '#357' } })
    .withExif({ IFD0: { Copyright: 'Иван' }, IFD3: { GPSLatitudeRef: 'N', GPSLatitude: '55/1 45/1 0/1' } })
    .jpeg()
    .toBuffer()

const upToReview = async (name: string): Promise<void> => {
  await anna.taps('➕ Новый посетитель')
  await anna.says(`${name} Ольга`)
  await anna.taps('Пропустить')
}
const photoOf = async (lastName: string): Promise<{ id: string; file: string } | undefined> =>
  (
    await given.pool.query<{ id: string; file: string }>(
      'SELECT m.id, m.filename AS file FROM visitors v JOIN media m ON m.id = v.photo_id WHERE v.last_name = $1',
      [lastName],
    )
  ).rows[0]
const calls = (method: string): number =>
  given.api.calls.filter((call) => call.method === method && Number(call.params.chat_id) === anna.id).length

it('a new visitor’s photo is stored encoded again, without what the phone wrote into it, and shown on the profile', async () => {
  await upToReview('Снимкова')
  await anna.taps('📷 Фото')
  await anna.sendsPhoto(await snapshot())
  expect(anna.screen().text).toContain('📷 с фото')
  await anna.taps(/согласен/)
  const photo = await photoOf('Снимкова')
  const stored = await readFile(path.join(uploadsDir(), photo?.file ?? ''))
  const { format, width, exif } = await sharp(stored).metadata()
  expect({ format, width, exif }).toEqual({ format: 'webp', width: 1024, exif: undefined })
  expect(anna.screen()).toMatchObject({ photo: true })
  expect(anna.menus()).toBe(1)
})

it('at the end of the conversation the photo is deleted from the chat, the one that was sent too', async () => {
  await upToReview('Чистова')
  await anna.taps('📷 Фото')
  await anna.sendsPhoto(await snapshot())
  await anna.taps(/согласен/)
  await anna.says('/cancel')
  const left = anna.telegram.messages()
  expect(left.filter(({ attachment }) => attachment)).toEqual([])
  expect(left.map(({ text }) => text).join()).not.toContain('Чистова')
  expect({ menus: anna.menus(), photo: anna.screen().photo }).toEqual({ menus: 1, photo: false })
})

it('what is no photo, is too large, or can’t be fetched is explained, and the form goes on', async () => {
  await upToReview('Упорнова')
  await anna.taps('📷 Фото')
  await anna.sendsPhoto(Buffer.from('это не фото'))
  expect(anna.screen().text).toContain('не открывается как фотография')
  await anna.sendsPhoto((await snapshot()).subarray(0, 4_000))
  expect(anna.screen().text).toContain('не открывается как фотография')
  await anna.sendsDocument(Buffer.alloc(21 * 1024 * 1024, 1), 'снимок.jpg')
  expect(anna.screen().text).toContain('больше 20 МБ')
  given.api.faults.add({
    method: 'getFile',
    fault: { kind: 'badRequest', description: 'wrong file_id or the file is temporarily unavailable' },
  })
  await anna.sendsPhoto(await snapshot())
  expect(anna.screen().text).toContain('не отдаёт это фото')
  await anna.taps('← Назад')
  await anna.taps(/согласен/)
  expect(await photoOf('Упорнова')).toBeUndefined()
  expect((await given.pool.query(`SELECT 1 FROM visitors WHERE last_name = 'Упорнова'`)).rows).toHaveLength(1)
  expect(await readdir(uploadsDir())).not.toContainEqual(expect.stringContaining('снимок'))
})

it('a photo that Telegram no longer has when the visitor is created does not stop them from being created', async () => {
  await upToReview('Бесснимкова')
  await anna.taps('📷 Фото')
  await anna.sendsPhoto(await snapshot())
  given.api.faults.add({
    method: 'getFile',
    fault: { kind: 'badRequest', description: 'wrong file_id or the file is temporarily unavailable' },
  })
  await anna.taps(/согласен/)
  expect(anna.screen().text).toContain('Фото сохранить не удалось')
  expect((await given.pool.query(`SELECT photo_id FROM visitors WHERE last_name = 'Бесснимкова'`)).rows).toEqual([
    { photo_id: null },
  ])
})

it('a new visitor is one visitor when the answer got lost and by the second time the photo can’t be fetched', async () => {
  await upToReview('Повторова')
  await anna.taps('📷 Фото')
  await anna.sendsPhoto(await snapshot())
  given.api.faults.add({ method: 'sendPhoto', fault: { kind: 'serverError' } })
  given.api.faults.add({
    method: 'getFile',
    times: 1,
    when: () => calls('sendPhoto') > 0,
    fault: { kind: 'badRequest', description: 'wrong file_id or the file is temporarily unavailable' },
  })
  await anna.taps(/согласен/)
  expect(await photoOf('Повторова')).not.toBeUndefined()
  expect(anna.screen().text).toContain('Повторова')
  expect((await given.pool.query(`SELECT 1 FROM visitors WHERE last_name = 'Повторова'`)).rows).toHaveLength(1)
})

const knownWithPhoto = async (lastName: string): Promise<string> => {
  await upToReview(lastName)
  await anna.taps('📷 Фото')
  await anna.sendsPhoto(await snapshot())
  await anna.taps(/согласен/)
  await anna.says('/cancel')
  return (await photoOf(lastName))?.file ?? ''
}

it('while a profile has its photo, going through its pages changes the one message', async () => {
  await knownWithPhoto('Гагарина')
  const sent = calls('sendPhoto')
  await anna.says('Гагарина')
  for (const tab of ['Записи', 'История', 'Услуги']) await anna.taps(new RegExp(tab))
  expect({ sent: calls('sendPhoto') - sent, photo: anna.screen().photo, menus: anna.menus() }).toEqual({
    sent: 1,
    photo: true,
    menus: 1,
  })
})

it.each([
  ['whose file is lost from the disk', 'Пропажина', async (file: string) => rm(path.join(uploadsDir(), file))],
  [
    'that Telegram does not take',
    'Отказова',
    async () =>
      void given.api.faults.add({
        method: 'sendPhoto',
        chat: anna.id,
        times: 100,
        fault: { kind: 'badRequest', description: 'PHOTO_INVALID_DIMENSIONS' },
      }),
  ],
])(
  'a photo %s costs the photo only: the profile opens, and its pages change the one message',
  async (_, lastName, happens) => {
    const file = await knownWithPhoto(lastName)
    await happens(file)
    await anna.says(lastName)
    expect(anna.screen()).toMatchObject({ photo: false, text: expect.stringContaining(lastName) })
    const sent = calls('sendMessage')
    for (const tab of ['Записи', 'История', 'Услуги']) await anna.taps(new RegExp(tab))
    expect({ sent: calls('sendMessage') - sent, menus: anna.menus() }).toEqual({ sent: 0, menus: 1 })
  },
)
