'use client'
import { useDocumentInfo } from '@payloadcms/ui'
import { useEffect, useId, useLayoutEffect } from 'react'
import { attempts } from './attempts'
import { registerForm, removeForm } from './openForms'

/** Tells the door which form is open, and what it was opened with. */
export const useOpenForm = (): void => {
  const { collectionSlug, id, savedDocumentData } = useDocumentInfo()
  const form = useId()
  useLayoutEffect(() => {
    if (!collectionSlug) return
    registerForm({
      form,
      slug: collectionSlug,
      id: id === undefined || id === null ? null : String(id),
      read: savedDocumentData ?? {},
    })
  }, [form, collectionSlug, id, savedDocumentData])
  useEffect(
    () => () => {
      removeForm(form)
      attempts.forget(form)
    },
    [form],
  )
}
