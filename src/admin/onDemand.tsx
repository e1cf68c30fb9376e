'use client'
import dynamic from 'next/dynamic'

/**
 * Payload's import map ties all components it names into the scripts of every page. Those named here come with the
 * pages that show them. Providers, links of the menu and cells of a few lines stay out: a request costs more than they.
 */
export const HomeView = dynamic(() => import('./home/HomeView').then((module) => module.HomeView))
export const ScheduleView = dynamic(() => import('./schedule/ScheduleView').then((module) => module.ScheduleView))
export const OccurrencesView = dynamic(() =>
  import('./occurrences/OccurrencesView').then((module) => module.OccurrencesView),
)
export const DuplicatesView = dynamic(() => import('./merges/DuplicatesView').then((module) => module.DuplicatesView))

export const RecurrenceField = dynamic(() => import('./event/Recurrence').then((module) => module.RecurrenceField))
export const EventDates = dynamic(() => import('./event/EventDates').then((module) => module.EventDates))
export const EventSummary = dynamic(() => import('./event/EventSummary').then((module) => module.EventSummary))
export const DatePresets = dynamic(() => import('./event/DatePresets').then((module) => module.DatePresets))
export const ServiceTable = dynamic(() => import('./event/ServiceTable').then((module) => module.ServiceTable))
export const WholeEvent = dynamic(() => import('./event/WholeEvent').then((module) => module.WholeEvent))
export const SaveEvent = dynamic(() => import('./event/SaveEvent').then((module) => module.SaveEvent))

export const SaveVisitor = dynamic(() => import('./visitors/SaveVisitor').then((module) => module.SaveVisitor))
export const PersonalData = dynamic(() => import('./visitors/PersonalData').then((module) => module.PersonalData))
export const Records = dynamic(() => import('./merges/Records').then((module) => module.Records))
export const LeadsElsewhere = dynamic(() => import('./merges/Records').then((module) => module.LeadsElsewhere))

export const Retention = dynamic(() => import('./audit/Retention').then((module) => module.Retention))
export const LogView = dynamic(() => import('./audit/LogView').then((module) => module.LogView))
export const EntryView = dynamic(() => import('./audit/EntryView').then((module) => module.EntryView))
export const SecondFactor = dynamic(() => import('./users/SecondFactor').then((module) => module.SecondFactor))
export const Sessions = dynamic(() => import('./users/Sessions').then((module) => module.Sessions))
export const SavePlace = dynamic(() => import('./places/SavePlace').then((module) => module.SavePlace))

export const PersonView = dynamic(() => import('./people/PersonView').then((module) => module.PersonView))
export const FindDialog = dynamic(() => import('./people/FindDialog').then((module) => module.FindDialog))
export const PhoneField = dynamic(() => import('./fields/PhoneField').then((module) => module.PhoneField))
export const SaveKey = dynamic(() => import('./fields/SaveKey').then((module) => module.SaveKey))
