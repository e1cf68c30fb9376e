import { addDataAndFileToRequest, type PayloadRequest } from 'payload'
import { Refusal } from '@/domain/errors'

/** Enough for 500 ids or an event with 50 services, and too little to do harm. */
export const MAX_BODY_BYTES = 1_000_000

/** The JSON body of a request; {} if there is none. The panel sends forms, which Payload has parsed. */
export const readBody = async (req: PayloadRequest): Promise<unknown> => {
  const type = req.headers.get('content-type') ?? ''
  if (type.includes('multipart/form-data')) {
    await addDataAndFileToRequest(req)
    return req.data ?? {}
  }
  if (Number(req.headers.get('content-length') ?? 0) > MAX_BODY_BYTES) throw new Refusal('BODY_TOO_LARGE')
  const text = (await req.text?.()) ?? ''
  if (text.length > MAX_BODY_BYTES) throw new Refusal('BODY_TOO_LARGE')
  if (text.trim() === '') return {}
  try {
    return JSON.parse(text) as unknown
  } catch {
    throw new Refusal('MALFORMED')
  }
}
