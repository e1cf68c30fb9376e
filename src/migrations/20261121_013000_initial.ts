import { MigrateUpArgs, MigrateDownArgs, sql } from '@payloadcms/db-postgres'

export async function up({ db, payload, req }: MigrateUpArgs): Promise<void> {
  await db.execute(sql`
   CREATE TYPE "public"."window_unit" AS ENUM('days', 'occurrences');
  CREATE TYPE "public"."event_type" AS ENUM('oneOff', 'recurring');
  CREATE TYPE "public"."date_status" AS ENUM('scheduled', 'cancelled');
  CREATE TYPE "public"."participant_status" AS ENUM('expected', 'attended', 'noShow', 'cancelled');
  CREATE TYPE "public"."participant_source" AS ENUM('bot', 'panel', 'api');
  CREATE TYPE "public"."caller_kind" AS ENUM('users', 'volunteers', 'integrations');
  CREATE TYPE "public"."visitor_status" AS ENUM('new', 'registered');
  CREATE TYPE "public"."user_role" AS ENUM('administrator', 'coordinator', 'viewer');
  CREATE TYPE "public"."integration_scope" AS ENUM('read', 'booking');
  CREATE TYPE "public"."message_status" AS ENUM('pending', 'sent', 'failed', 'parked');
  CREATE TABLE "events_skip_dates" (
  	"_order" integer NOT NULL,
  	"_parent_id" uuid NOT NULL,
  	"id" varchar PRIMARY KEY NOT NULL,
  	"date" varchar,
  	"reason" varchar
  );
  
  CREATE TABLE "events_services" (
  	"_order" integer NOT NULL,
  	"_parent_id" uuid NOT NULL,
  	"id" varchar PRIMARY KEY NOT NULL,
  	"service_id" uuid NOT NULL,
  	"start_time" varchar NOT NULL,
  	"end_time" varchar NOT NULL,
  	"capacity" numeric NOT NULL,
  	"booking_window_value" numeric DEFAULT 14 NOT NULL,
  	"booking_window_unit" "window_unit" DEFAULT 'days' NOT NULL
  );
  
  CREATE TABLE "events" (
  	"id" uuid PRIMARY KEY NOT NULL,
  	"title" varchar NOT NULL,
  	"place_id" uuid NOT NULL,
  	"type" "event_type" DEFAULT 'oneOff' NOT NULL,
  	"date" varchar NOT NULL,
  	"start_time" varchar NOT NULL,
  	"end_time" varchar NOT NULL,
  	"capacity" numeric NOT NULL,
  	"rrule" varchar,
  	"announce" boolean DEFAULT false,
  	"archived_at" timestamp(3) with time zone,
  	"last_date" varchar,
  	"expanded_until" varchar,
  	"deleted_at" timestamp(3) with time zone,
  	"updated_at" timestamp(3) with time zone DEFAULT now() NOT NULL,
  	"created_at" timestamp(3) with time zone DEFAULT now() NOT NULL
  );
  
  CREATE TABLE "occurrences" (
  	"id" uuid PRIMARY KEY NOT NULL,
  	"event_id" uuid NOT NULL,
  	"event_day_id" uuid NOT NULL,
  	"line" varchar NOT NULL,
  	"service_id" uuid NOT NULL,
  	"place_id" uuid NOT NULL,
  	"date" varchar NOT NULL,
  	"starts_at" timestamp(3) with time zone NOT NULL,
  	"ends_at" timestamp(3) with time zone NOT NULL,
  	"capacity" numeric NOT NULL,
  	"participants" numeric DEFAULT 0,
  	"status" date_status DEFAULT 'scheduled' NOT NULL,
  	"cancel_reason" varchar,
  	"edited" boolean DEFAULT false,
  	"edited_fields" jsonb,
  	"updated_at" timestamp(3) with time zone DEFAULT now() NOT NULL,
  	"created_at" timestamp(3) with time zone DEFAULT now() NOT NULL
  );
  
  CREATE TABLE "participants" (
  	"id" uuid PRIMARY KEY NOT NULL,
  	"visitor_id" uuid NOT NULL,
  	"occurrence_id" uuid NOT NULL,
  	"event_day_id" uuid,
  	"status" "participant_status" DEFAULT 'expected' NOT NULL,
  	"comment" varchar,
  	"source" "participant_source" DEFAULT 'panel' NOT NULL,
  	"booked_by_relation_to" "caller_kind",
  	"booked_by_value" varchar,
  	"booked_at" timestamp(3) with time zone,
  	"cancelled_at" timestamp(3) with time zone,
  	"cancel_reason" varchar,
  	"updated_at" timestamp(3) with time zone DEFAULT now() NOT NULL,
  	"created_at" timestamp(3) with time zone DEFAULT now() NOT NULL
  );
  
  CREATE TABLE "places" (
  	"id" uuid PRIMARY KEY NOT NULL,
  	"title" varchar NOT NULL,
  	"address" varchar,
  	"timezone" varchar DEFAULT 'Europe/Moscow' NOT NULL,
  	"active" boolean DEFAULT true,
  	"updated_at" timestamp(3) with time zone DEFAULT now() NOT NULL,
  	"created_at" timestamp(3) with time zone DEFAULT now() NOT NULL
  );
  
  CREATE TABLE "services" (
  	"id" uuid PRIMARY KEY NOT NULL,
  	"title" varchar NOT NULL,
  	"description" varchar,
  	"capacity" numeric DEFAULT 10 NOT NULL,
  	"minutes" numeric DEFAULT 30 NOT NULL,
  	"booking_window_value" numeric DEFAULT 14 NOT NULL,
  	"booking_window_unit" "window_unit" DEFAULT 'days' NOT NULL,
  	"registration" boolean DEFAULT false,
  	"allow_overlap" boolean DEFAULT false,
  	"mks_id" numeric,
  	"active" boolean DEFAULT true,
  	"updated_at" timestamp(3) with time zone DEFAULT now() NOT NULL,
  	"created_at" timestamp(3) with time zone DEFAULT now() NOT NULL
  );
  
  CREATE TABLE "event_days" (
  	"id" uuid PRIMARY KEY NOT NULL,
  	"event_id" uuid NOT NULL,
  	"place_id" uuid NOT NULL,
  	"date" varchar NOT NULL,
  	"start_time" varchar NOT NULL,
  	"end_time" varchar NOT NULL,
  	"starts_at" timestamp(3) with time zone NOT NULL,
  	"ends_at" timestamp(3) with time zone NOT NULL,
  	"capacity" numeric NOT NULL,
  	"participants" numeric DEFAULT 0,
  	"status" date_status DEFAULT 'scheduled' NOT NULL,
  	"cancel_reason" varchar,
  	"skipped" boolean DEFAULT false,
  	"edited_fields" jsonb,
  	"updated_at" timestamp(3) with time zone DEFAULT now() NOT NULL,
  	"created_at" timestamp(3) with time zone DEFAULT now() NOT NULL
  );
  
  CREATE TABLE "visitors" (
  	"id" uuid PRIMARY KEY NOT NULL,
  	"last_name" varchar NOT NULL,
  	"first_name" varchar NOT NULL,
  	"middle_name" varchar,
  	"full_name" varchar,
  	"card_number" varchar,
  	"phone" varchar,
  	"birth_year" numeric,
  	"comment" varchar,
  	"photo_id" uuid,
  	"status" "visitor_status" DEFAULT 'new' NOT NULL,
  	"consent_given_at" timestamp(3) with time zone,
  	"consent_recorded_by" varchar,
  	"consent_withdrawn_at" timestamp(3) with time zone,
  	"mks_id" numeric,
  	"updated_at" timestamp(3) with time zone DEFAULT now() NOT NULL,
  	"created_at" timestamp(3) with time zone DEFAULT now() NOT NULL
  );
  
  CREATE TABLE "volunteers" (
  	"id" uuid PRIMARY KEY NOT NULL,
  	"name" varchar NOT NULL,
  	"telegram_id" varchar NOT NULL,
  	"blocked" boolean DEFAULT false,
  	"updated_at" timestamp(3) with time zone DEFAULT now() NOT NULL,
  	"created_at" timestamp(3) with time zone DEFAULT now() NOT NULL
  );
  
  CREATE TABLE "users_sessions" (
  	"_order" integer NOT NULL,
  	"_parent_id" uuid NOT NULL,
  	"id" varchar PRIMARY KEY NOT NULL,
  	"created_at" timestamp(3) with time zone,
  	"expires_at" timestamp(3) with time zone NOT NULL
  );
  
  CREATE TABLE "users" (
  	"id" uuid PRIMARY KEY NOT NULL,
  	"name" varchar NOT NULL,
  	"role" "user_role" DEFAULT 'viewer' NOT NULL,
  	"updated_at" timestamp(3) with time zone DEFAULT now() NOT NULL,
  	"created_at" timestamp(3) with time zone DEFAULT now() NOT NULL,
  	"email" varchar NOT NULL,
  	"reset_password_token" varchar,
  	"reset_password_expiration" timestamp(3) with time zone,
  	"salt" varchar,
  	"hash" varchar,
  	"reset_password_requested_at" timestamp(3) with time zone,
  	"login_attempts" numeric DEFAULT 0,
  	"lock_until" timestamp(3) with time zone
  );
  
  CREATE TABLE "integrations" (
  	"id" uuid PRIMARY KEY NOT NULL,
  	"name" varchar NOT NULL,
  	"scope" "integration_scope" DEFAULT 'read' NOT NULL,
  	"prefix" varchar,
  	"key_hash" varchar,
  	"last_used_at" timestamp(3) with time zone,
  	"revoked_at" timestamp(3) with time zone,
  	"updated_at" timestamp(3) with time zone DEFAULT now() NOT NULL,
  	"created_at" timestamp(3) with time zone DEFAULT now() NOT NULL
  );
  
  CREATE TABLE "media" (
  	"id" uuid PRIMARY KEY NOT NULL,
  	"updated_at" timestamp(3) with time zone DEFAULT now() NOT NULL,
  	"created_at" timestamp(3) with time zone DEFAULT now() NOT NULL,
  	"url" varchar,
  	"thumbnail_u_r_l" varchar,
  	"filename" varchar,
  	"mime_type" varchar,
  	"filesize" numeric,
  	"width" numeric,
  	"height" numeric,
  	"focal_x" numeric,
  	"focal_y" numeric
  );
  
  CREATE TABLE "messages" (
  	"id" uuid PRIMARY KEY NOT NULL,
  	"kind" varchar NOT NULL,
  	"recipient_kind" varchar NOT NULL,
  	"recipient_id" varchar,
  	"payload" jsonb NOT NULL,
  	"status" "message_status" DEFAULT 'pending' NOT NULL,
  	"attempts" numeric DEFAULT 0 NOT NULL,
  	"not_before" timestamp(3) with time zone,
  	"sent_at" timestamp(3) with time zone,
  	"last_error" varchar,
  	"updated_at" timestamp(3) with time zone DEFAULT now() NOT NULL,
  	"created_at" timestamp(3) with time zone DEFAULT now() NOT NULL
  );
  
  CREATE TABLE "audit_log" (
  	"id" uuid PRIMARY KEY NOT NULL,
  	"at" timestamp(3) with time zone NOT NULL,
  	"action" varchar NOT NULL,
  	"subject" varchar NOT NULL,
  	"subject_id" varchar NOT NULL,
  	"actor_kind" varchar,
  	"actor_id" varchar,
  	"request_id" varchar,
  	"changes" jsonb
  );
  
  CREATE TABLE "payload_kv" (
  	"id" uuid PRIMARY KEY NOT NULL,
  	"key" varchar NOT NULL,
  	"data" jsonb NOT NULL
  );
  
  CREATE TABLE "payload_preferences" (
  	"id" uuid PRIMARY KEY NOT NULL,
  	"key" varchar,
  	"value" jsonb,
  	"updated_at" timestamp(3) with time zone DEFAULT now() NOT NULL,
  	"created_at" timestamp(3) with time zone DEFAULT now() NOT NULL
  );
  
  CREATE TABLE "payload_preferences_rels" (
  	"id" serial PRIMARY KEY NOT NULL,
  	"order" integer,
  	"parent_id" uuid NOT NULL,
  	"path" varchar NOT NULL,
  	"users_id" uuid,
  	"integrations_id" uuid
  );
  
  CREATE TABLE "payload_migrations" (
  	"id" uuid PRIMARY KEY NOT NULL,
  	"name" varchar,
  	"batch" numeric,
  	"updated_at" timestamp(3) with time zone DEFAULT now() NOT NULL,
  	"created_at" timestamp(3) with time zone DEFAULT now() NOT NULL
  );
  
  ALTER TABLE "events_skip_dates" ADD CONSTRAINT "events_skip_dates_parent_id_fk" FOREIGN KEY ("_parent_id") REFERENCES "public"."events"("id") ON DELETE cascade ON UPDATE no action;
  ALTER TABLE "events_services" ADD CONSTRAINT "events_services_service_id_services_id_fk" FOREIGN KEY ("service_id") REFERENCES "public"."services"("id") ON DELETE restrict ON UPDATE no action;
  ALTER TABLE "events_services" ADD CONSTRAINT "events_services_parent_id_fk" FOREIGN KEY ("_parent_id") REFERENCES "public"."events"("id") ON DELETE cascade ON UPDATE no action;
  ALTER TABLE "events" ADD CONSTRAINT "events_place_id_places_id_fk" FOREIGN KEY ("place_id") REFERENCES "public"."places"("id") ON DELETE restrict ON UPDATE no action;
  ALTER TABLE "occurrences" ADD CONSTRAINT "occurrences_event_id_events_id_fk" FOREIGN KEY ("event_id") REFERENCES "public"."events"("id") ON DELETE restrict ON UPDATE no action;
  ALTER TABLE "occurrences" ADD CONSTRAINT "occurrences_event_day_id_event_days_id_fk" FOREIGN KEY ("event_day_id") REFERENCES "public"."event_days"("id") ON DELETE restrict ON UPDATE no action;
  ALTER TABLE "occurrences" ADD CONSTRAINT "occurrences_service_id_services_id_fk" FOREIGN KEY ("service_id") REFERENCES "public"."services"("id") ON DELETE restrict ON UPDATE no action;
  ALTER TABLE "occurrences" ADD CONSTRAINT "occurrences_place_id_places_id_fk" FOREIGN KEY ("place_id") REFERENCES "public"."places"("id") ON DELETE restrict ON UPDATE no action;
  ALTER TABLE "participants" ADD CONSTRAINT "participants_visitor_id_visitors_id_fk" FOREIGN KEY ("visitor_id") REFERENCES "public"."visitors"("id") ON DELETE restrict ON UPDATE no action;
  ALTER TABLE "participants" ADD CONSTRAINT "participants_occurrence_id_occurrences_id_fk" FOREIGN KEY ("occurrence_id") REFERENCES "public"."occurrences"("id") ON DELETE restrict ON UPDATE no action;
  ALTER TABLE "participants" ADD CONSTRAINT "participants_event_day_id_event_days_id_fk" FOREIGN KEY ("event_day_id") REFERENCES "public"."event_days"("id") ON DELETE restrict ON UPDATE no action;
  ALTER TABLE "event_days" ADD CONSTRAINT "event_days_event_id_events_id_fk" FOREIGN KEY ("event_id") REFERENCES "public"."events"("id") ON DELETE restrict ON UPDATE no action;
  ALTER TABLE "event_days" ADD CONSTRAINT "event_days_place_id_places_id_fk" FOREIGN KEY ("place_id") REFERENCES "public"."places"("id") ON DELETE restrict ON UPDATE no action;
  ALTER TABLE "visitors" ADD CONSTRAINT "visitors_photo_id_media_id_fk" FOREIGN KEY ("photo_id") REFERENCES "public"."media"("id") ON DELETE restrict ON UPDATE no action;
  ALTER TABLE "users_sessions" ADD CONSTRAINT "users_sessions_parent_id_fk" FOREIGN KEY ("_parent_id") REFERENCES "public"."users"("id") ON DELETE cascade ON UPDATE no action;
  ALTER TABLE "payload_preferences_rels" ADD CONSTRAINT "payload_preferences_rels_parent_fk" FOREIGN KEY ("parent_id") REFERENCES "public"."payload_preferences"("id") ON DELETE cascade ON UPDATE no action;
  ALTER TABLE "payload_preferences_rels" ADD CONSTRAINT "payload_preferences_rels_users_fk" FOREIGN KEY ("users_id") REFERENCES "public"."users"("id") ON DELETE cascade ON UPDATE no action;
  ALTER TABLE "payload_preferences_rels" ADD CONSTRAINT "payload_preferences_rels_integrations_fk" FOREIGN KEY ("integrations_id") REFERENCES "public"."integrations"("id") ON DELETE cascade ON UPDATE no action;
  CREATE INDEX "events_skip_dates_order_idx" ON "events_skip_dates" USING btree ("_order");
  CREATE INDEX "events_skip_dates_parent_id_idx" ON "events_skip_dates" USING btree ("_parent_id");
  CREATE INDEX "events_skip_dates_date_idx" ON "events_skip_dates" USING btree ("date");
  CREATE INDEX "events_services_order_idx" ON "events_services" USING btree ("_order");
  CREATE INDEX "events_services_parent_id_idx" ON "events_services" USING btree ("_parent_id");
  CREATE INDEX "events_services_service_idx" ON "events_services" USING btree ("service_id");
  CREATE INDEX "events_title_idx" ON "events" USING btree ("title");
  CREATE INDEX "events_place_idx" ON "events" USING btree ("place_id");
  CREATE INDEX "events_date_idx" ON "events" USING btree ("date");
  CREATE INDEX "events_updated_at_idx" ON "events" USING btree ("updated_at");
  CREATE INDEX "events_created_at_idx" ON "events" USING btree ("created_at");
  CREATE INDEX "occurrences_event_idx" ON "occurrences" USING btree ("event_id");
  CREATE INDEX "occurrences_event_day_idx" ON "occurrences" USING btree ("event_day_id");
  CREATE INDEX "occurrences_service_idx" ON "occurrences" USING btree ("service_id");
  CREATE INDEX "occurrences_place_idx" ON "occurrences" USING btree ("place_id");
  CREATE INDEX "occurrences_date_idx" ON "occurrences" USING btree ("date");
  CREATE INDEX "occurrences_ends_at_idx" ON "occurrences" USING btree ("ends_at");
  CREATE INDEX "occurrences_updated_at_idx" ON "occurrences" USING btree ("updated_at");
  CREATE INDEX "occurrences_created_at_idx" ON "occurrences" USING btree ("created_at");
  CREATE UNIQUE INDEX "event_line_date_idx" ON "occurrences" USING btree ("event_id","line","date");
  CREATE INDEX "startsAt_place_idx" ON "occurrences" USING btree ("starts_at","place_id");
  CREATE INDEX "participants_visitor_idx" ON "participants" USING btree ("visitor_id");
  CREATE INDEX "participants_occurrence_idx" ON "participants" USING btree ("occurrence_id");
  CREATE INDEX "participants_event_day_idx" ON "participants" USING btree ("event_day_id");
  CREATE INDEX "participants_booked_by_booked_by_value_idx" ON "participants" USING btree ("booked_by_value");
  CREATE INDEX "participants_booked_at_idx" ON "participants" USING btree ("booked_at");
  CREATE INDEX "participants_updated_at_idx" ON "participants" USING btree ("updated_at");
  CREATE INDEX "participants_created_at_idx" ON "participants" USING btree ("created_at");
  CREATE UNIQUE INDEX "occurrence_visitor_idx" ON "participants" USING btree ("occurrence_id","visitor_id");
  CREATE INDEX "places_title_idx" ON "places" USING btree ("title");
  CREATE INDEX "places_updated_at_idx" ON "places" USING btree ("updated_at");
  CREATE INDEX "places_created_at_idx" ON "places" USING btree ("created_at");
  CREATE INDEX "services_title_idx" ON "services" USING btree ("title");
  CREATE INDEX "services_updated_at_idx" ON "services" USING btree ("updated_at");
  CREATE INDEX "services_created_at_idx" ON "services" USING btree ("created_at");
  CREATE INDEX "event_days_event_idx" ON "event_days" USING btree ("event_id");
  CREATE INDEX "event_days_place_idx" ON "event_days" USING btree ("place_id");
  CREATE INDEX "event_days_date_idx" ON "event_days" USING btree ("date");
  CREATE INDEX "event_days_ends_at_idx" ON "event_days" USING btree ("ends_at");
  CREATE INDEX "event_days_updated_at_idx" ON "event_days" USING btree ("updated_at");
  CREATE INDEX "event_days_created_at_idx" ON "event_days" USING btree ("created_at");
  CREATE UNIQUE INDEX "event_date_idx" ON "event_days" USING btree ("event_id","date");
  CREATE INDEX "visitors_full_name_idx" ON "visitors" USING btree ("full_name");
  CREATE UNIQUE INDEX "visitors_card_number_idx" ON "visitors" USING btree ("card_number");
  CREATE INDEX "visitors_phone_idx" ON "visitors" USING btree ("phone");
  CREATE INDEX "visitors_photo_idx" ON "visitors" USING btree ("photo_id");
  CREATE INDEX "visitors_updated_at_idx" ON "visitors" USING btree ("updated_at");
  CREATE INDEX "visitors_created_at_idx" ON "visitors" USING btree ("created_at");
  CREATE UNIQUE INDEX "volunteers_telegram_id_idx" ON "volunteers" USING btree ("telegram_id");
  CREATE INDEX "volunteers_updated_at_idx" ON "volunteers" USING btree ("updated_at");
  CREATE INDEX "volunteers_created_at_idx" ON "volunteers" USING btree ("created_at");
  CREATE INDEX "users_sessions_order_idx" ON "users_sessions" USING btree ("_order");
  CREATE INDEX "users_sessions_parent_id_idx" ON "users_sessions" USING btree ("_parent_id");
  CREATE INDEX "users_updated_at_idx" ON "users" USING btree ("updated_at");
  CREATE INDEX "users_created_at_idx" ON "users" USING btree ("created_at");
  CREATE UNIQUE INDEX "users_email_idx" ON "users" USING btree ("email");
  CREATE INDEX "integrations_key_hash_idx" ON "integrations" USING btree ("key_hash");
  CREATE INDEX "integrations_updated_at_idx" ON "integrations" USING btree ("updated_at");
  CREATE INDEX "integrations_created_at_idx" ON "integrations" USING btree ("created_at");
  CREATE INDEX "media_updated_at_idx" ON "media" USING btree ("updated_at");
  CREATE INDEX "media_created_at_idx" ON "media" USING btree ("created_at");
  CREATE UNIQUE INDEX "media_filename_idx" ON "media" USING btree ("filename");
  CREATE INDEX "messages_recipient_id_idx" ON "messages" USING btree ("recipient_id");
  CREATE INDEX "messages_not_before_idx" ON "messages" USING btree ("not_before");
  CREATE INDEX "messages_updated_at_idx" ON "messages" USING btree ("updated_at");
  CREATE INDEX "messages_created_at_idx" ON "messages" USING btree ("created_at");
  CREATE INDEX "audit_log_at_idx" ON "audit_log" USING btree ("at");
  CREATE INDEX "audit_log_subject_id_idx" ON "audit_log" USING btree ("subject_id");
  CREATE INDEX "audit_log_actor_id_idx" ON "audit_log" USING btree ("actor_id");
  CREATE UNIQUE INDEX "payload_kv_key_idx" ON "payload_kv" USING btree ("key");
  CREATE INDEX "payload_preferences_key_idx" ON "payload_preferences" USING btree ("key");
  CREATE INDEX "payload_preferences_updated_at_idx" ON "payload_preferences" USING btree ("updated_at");
  CREATE INDEX "payload_preferences_created_at_idx" ON "payload_preferences" USING btree ("created_at");
  CREATE INDEX "payload_preferences_rels_order_idx" ON "payload_preferences_rels" USING btree ("order");
  CREATE INDEX "payload_preferences_rels_parent_idx" ON "payload_preferences_rels" USING btree ("parent_id");
  CREATE INDEX "payload_preferences_rels_path_idx" ON "payload_preferences_rels" USING btree ("path");
  CREATE INDEX "payload_preferences_rels_users_id_idx" ON "payload_preferences_rels" USING btree ("users_id");
  CREATE INDEX "payload_preferences_rels_integrations_id_idx" ON "payload_preferences_rels" USING btree ("integrations_id");
  CREATE INDEX "payload_migrations_updated_at_idx" ON "payload_migrations" USING btree ("updated_at");
  CREATE INDEX "payload_migrations_created_at_idx" ON "payload_migrations" USING btree ("created_at");`)
}

export async function down({ db, payload, req }: MigrateDownArgs): Promise<void> {
  await db.execute(sql`
   DROP TABLE "events_skip_dates" CASCADE;
  DROP TABLE "events_services" CASCADE;
  DROP TABLE "events" CASCADE;
  DROP TABLE "occurrences" CASCADE;
  DROP TABLE "participants" CASCADE;
  DROP TABLE "places" CASCADE;
  DROP TABLE "services" CASCADE;
  DROP TABLE "event_days" CASCADE;
  DROP TABLE "visitors" CASCADE;
  DROP TABLE "volunteers" CASCADE;
  DROP TABLE "users_sessions" CASCADE;
  DROP TABLE "users" CASCADE;
  DROP TABLE "integrations" CASCADE;
  DROP TABLE "media" CASCADE;
  DROP TABLE "messages" CASCADE;
  DROP TABLE "audit_log" CASCADE;
  DROP TABLE "payload_kv" CASCADE;
  DROP TABLE "payload_preferences" CASCADE;
  DROP TABLE "payload_preferences_rels" CASCADE;
  DROP TABLE "payload_migrations" CASCADE;
  DROP TYPE "public"."window_unit";
  DROP TYPE "public"."event_type";
  DROP TYPE "public"."date_status";
  DROP TYPE "public"."participant_status";
  DROP TYPE "public"."participant_source";
  DROP TYPE "public"."caller_kind";
  DROP TYPE "public"."visitor_status";
  DROP TYPE "public"."user_role";
  DROP TYPE "public"."integration_scope";
  DROP TYPE "public"."message_status";`)
}
