import type { FieldHook, PayloadRequest } from 'payload'
import { namesInLog } from '@/db/audit-names'
import { loaderOf } from '../loaders'

/** The title of the record whose id another field holds; null for deleted records and for people. */
export const nameInLog =
  (of: 'actorId' | 'subjectId' | 'recipientId'): FieldHook =>
  async ({ originalDoc, data, req }) =>
    nameOf((originalDoc ?? data)?.[of], req)

/** The name of the account in a field: who booked, or who wrote a consent down. */
export const nameOfAccount =
  (idIn: (doc: Record<string, unknown>) => unknown): FieldHook =>
  async ({ originalDoc, data, req }) =>
    nameOf(idIn((originalDoc ?? data ?? {}) as Record<string, unknown>), req)

const nameOf = async (id: unknown, req: PayloadRequest): Promise<string | null> =>
  typeof id === 'string' ? ((await loaderOf(req, 'namesInLog', namesInLog).load(id)) ?? null) : null
