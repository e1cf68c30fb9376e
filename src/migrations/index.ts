import * as initial from './20261121_013000_initial'
import * as guards from './20261121_020000_guards'
import * as skippedOccurrences from './20261121_030000_skipped_occurrences'
import * as daysOfAPlace from './20261121_030858_days_of_a_place'
import * as liveChanges from './20261121_060000_live_changes'
import * as messageDelivery from './20261121_081000_message_delivery'
import * as auditAndErasure from './20261121_083000_audit_and_erasure'
import * as bot from './20261121_084500_bot'
import * as signingIn from './20261121_090800_signing_in'
import * as tracesAndErrors from './20261121_104500_traces_and_errors'
import * as singleSignOn from './20261121_110600_single_sign_on'
import * as counts from './20261121_111000_counts'
import * as endedSessions from './20261121_115000_ended_sessions'
import * as derivations from './20261129_162538_derivations'
import * as merges from './20261129_205904_merges'
import * as ownNumberOfUpdates from './20261129_210500_own_number_of_updates'
import * as newSearchKeys from './20261129_211253_new_search_keys'
import * as botWatch from './20261129_213000_bot_watch'
import * as resetTokens from './20261129_214000_reset_tokens'
import * as cardsThatReadAlike from './20261129_214540_cards_that_read_alike'
import * as nightsAndHours from './20261129_215352_nights_and_hours'
import * as lockSeveralBookings from './20261130_012617_lock_several_bookings'
import * as whenCancelled from './20261130_012622_when_cancelled'
import * as chainOverTheLog from './20261130_020000_chain_over_the_log'
import * as secondFactors from './20261130_020418_second_factors'

/** In order. A released migration is never changed: add another one. */
export const migrations = [
  { up: initial.up, down: initial.down, name: '20261121_013000_initial' },
  { up: guards.up, down: guards.down, name: '20261121_020000_guards' },
  { up: skippedOccurrences.up, down: skippedOccurrences.down, name: '20261121_030000_skipped_occurrences' },
  { up: daysOfAPlace.up, down: daysOfAPlace.down, name: '20261121_030858_days_of_a_place' },
  { up: liveChanges.up, down: liveChanges.down, name: '20261121_060000_live_changes' },
  { up: messageDelivery.up, down: messageDelivery.down, name: '20261121_081000_message_delivery' },
  { up: auditAndErasure.up, down: auditAndErasure.down, name: '20261121_083000_audit_and_erasure' },
  { up: bot.up, down: bot.down, name: '20261121_084500_bot' },
  { up: signingIn.up, down: signingIn.down, name: '20261121_090800_signing_in' },
  { up: tracesAndErrors.up, down: tracesAndErrors.down, name: '20261121_104500_traces_and_errors' },
  { up: singleSignOn.up, down: singleSignOn.down, name: '20261121_110600_single_sign_on' },
  { up: counts.up, down: counts.down, name: '20261121_111000_counts' },
  { up: endedSessions.up, down: endedSessions.down, name: '20261121_115000_ended_sessions' },
  { up: derivations.up, down: derivations.down, name: '20261129_162538_derivations' },
  { up: merges.up, down: merges.down, gradually: merges.gradually, name: '20261129_205904_merges' },
  { up: ownNumberOfUpdates.up, down: ownNumberOfUpdates.down, name: '20261129_210500_own_number_of_updates' },
  { up: newSearchKeys.up, down: newSearchKeys.down, name: '20261129_211253_new_search_keys' },
  { up: botWatch.up, down: botWatch.down, name: '20261129_213000_bot_watch' },
  { up: resetTokens.up, down: resetTokens.down, name: '20261129_214000_reset_tokens' },
  {
    up: cardsThatReadAlike.up,
    down: cardsThatReadAlike.down,
    gradually: cardsThatReadAlike.gradually,
    name: '20261129_214540_cards_that_read_alike',
  },
  {
    up: nightsAndHours.up,
    down: nightsAndHours.down,
    gradually: nightsAndHours.gradually,
    name: '20261129_215352_nights_and_hours',
  },
  { up: lockSeveralBookings.up, down: lockSeveralBookings.down, name: '20261130_012617_lock_several_bookings' },
  {
    up: whenCancelled.up,
    down: whenCancelled.down,
    gradually: whenCancelled.gradually,
    name: '20261130_012622_when_cancelled',
  },
  {
    up: chainOverTheLog.up,
    down: chainOverTheLog.down,
    gradually: chainOverTheLog.gradually,
    name: '20261130_020000_chain_over_the_log',
  },
  { up: secondFactors.up, down: secondFactors.down, name: '20261130_020418_second_factors' },
]
