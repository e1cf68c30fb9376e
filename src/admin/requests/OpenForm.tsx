'use client'
import { useOpenForm } from './useOpenForm'

/** In every form, so that the door of requests knows it. */
export const OpenForm = () => {
  useOpenForm()
  return null
}
