import type { FieldHook } from 'payload'
import { namesInLog } from '@/db/audit-names'
import { loaderOf } from '../loaders'

/** The title of the record whose id another field holds; null for deleted records and for people. */
export const nameInLog =
  (of: 'actorId' | 'subjectId'): FieldHook =>
  async ({ originalDoc, data, req }) => {
    const id: unknown = (originalDoc ?? data)?.[of]
    if (typeof id !== 'string') return null
    return (await loaderOf(req, 'namesInLog', namesInLog).load(id)) ?? null
  }
