/**
 * When the booking window of occurrence `o` opens, as SQL over the aliases o (occurrences), w (value and unit of the
 * window) and p (places). A window in days opens at local midnight N days before. A window in occurrences opens when
 * fewer than N earlier ones of the same service and event are left: that is the N-th latest end among those that start
 * before it. null if there are fewer than N: booking is always open.
 */
export const OPENS_BY_DAYS = '((o.date::date - w.value)::timestamp AT TIME ZONE p.timezone)'
export const OPENS_BY_OCCURRENCES = `(
    SELECT x.ends_at FROM occurrences x
     WHERE x.event_id = o.event_id AND x.service_id = o.service_id AND x.status = 'scheduled'
       AND (x.starts_at, x.id) < (o.starts_at, o.id)
     ORDER BY x.ends_at DESC OFFSET w.value - 1 LIMIT 1)`

export const OPENS_AT = `CASE WHEN w.unit = 'days' THEN ${OPENS_BY_DAYS} ELSE ${OPENS_BY_OCCURRENCES} END`

/** The window of the occurrence's line, or of its service if the line was removed from the event. */
export const WINDOW_OF_LINE = `
  LEFT JOIN events_services l ON l.id = o.line
  CROSS JOIN LATERAL (
    SELECT coalesce(l.booking_window_value, s.booking_window_value) AS value,
           coalesce(l.booking_window_unit, s.booking_window_unit) AS unit
  ) w`

/**
 * The date of event `e` at $now in its place's zone. A night that began yesterday counts as today until it is over, as
 * in src/domain/events/today.ts.
 */
export const todayOfEvent = (now: string): string =>
  `to_char((${now}::timestamptz AT TIME ZONE p.timezone)
    - CASE WHEN e.ends_next_day THEN e.end_time::interval ELSE interval '0' END, 'YYYY-MM-DD')`

/** Whether event `e` is in the archive at $now, over e (events) and p (places). */
export const archivedAt = (now: string): string =>
  `(e.archived_at IS NOT NULL OR e.deleted_at IS NOT NULL
    OR coalesce(e.last_date < ${todayOfEvent(now)}, false))`
