CREATE TABLE `decisions` (
	`id` text PRIMARY KEY NOT NULL,
	`source` text NOT NULL,
	`type` text NOT NULL,
	`external_id` text,
	`revision` integer NOT NULL,
	`status` text NOT NULL,
	`title` text NOT NULL,
	`level` text NOT NULL,
	`queue` text NOT NULL,
	`option` text,
	`disposition` text,
	`overridden` integer,
	`values` text,
	`policy_version` text NOT NULL,
	`callback_url` text,
	`created_at` integer NOT NULL,
	`updated_at` integer NOT NULL,
	`resolved_at` integer,
	`due_at` integer,
	`live_key` text
);
--> statement-breakpoint
CREATE UNIQUE INDEX `decisions_live` ON `decisions` (`live_key`) WHERE "decisions"."live_key" is not null;--> statement-breakpoint
CREATE INDEX `decisions_by_update` ON `decisions` (`updated_at`,`id`);--> statement-breakpoint
CREATE INDEX `decisions_by_source` ON `decisions` (`source`,`updated_at`,`id`);--> statement-breakpoint
CREATE INDEX `decisions_by_type` ON `decisions` (`type`,`updated_at`,`id`);--> statement-breakpoint
CREATE INDEX `decisions_pending` ON `decisions` (`source`,`updated_at`,`id`) WHERE "decisions"."status" = 'pending';--> statement-breakpoint
CREATE TABLE `deliveries` (
	`id` text PRIMARY KEY NOT NULL,
	`decision_id` text NOT NULL,
	`seq` integer NOT NULL,
	`source` text NOT NULL,
	`type` text NOT NULL,
	`url` text NOT NULL,
	`data` text NOT NULL,
	`status` text NOT NULL,
	`attempts` integer NOT NULL,
	`due_at` integer NOT NULL,
	`last_status` integer,
	`last_error` text,
	`created_at` integer NOT NULL,
	`delivered_at` integer,
	FOREIGN KEY (`decision_id`) REFERENCES `decisions`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `deliveries_in_order` ON `deliveries` (`decision_id`,`seq`);--> statement-breakpoint
CREATE INDEX `deliveries_due` ON `deliveries` (`due_at`,`id`,`decision_id`,`seq`,`status`) WHERE "deliveries"."status" = 'due';--> statement-breakpoint
CREATE INDEX `deliveries_undelivered` ON `deliveries` (`decision_id`,`seq`) WHERE "deliveries"."status" = 'due';--> statement-breakpoint
CREATE TABLE `draws` (
	`decision_id` text NOT NULL,
	`purpose` text NOT NULL,
	`probability` real NOT NULL,
	`drawn` integer NOT NULL,
	`created_at` integer NOT NULL,
	PRIMARY KEY(`decision_id`, `purpose`),
	FOREIGN KEY (`decision_id`) REFERENCES `decisions`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE TABLE `events` (
	`seq` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`decision_id` text NOT NULL,
	`type` text NOT NULL,
	`at` integer NOT NULL,
	`actor` text NOT NULL,
	`data` text NOT NULL,
	`salt` text NOT NULL,
	`digest` text NOT NULL,
	FOREIGN KEY (`decision_id`) REFERENCES `decisions`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `events_by_decision` ON `events` (`decision_id`,`seq`);--> statement-breakpoint
CREATE TABLE `idempotency_keys` (
	`source` text NOT NULL,
	`key` text NOT NULL,
	`request_digest` text NOT NULL,
	`decision_id` text,
	`answer` text NOT NULL,
	`created_at` integer NOT NULL,
	PRIMARY KEY(`source`, `key`)
);
--> statement-breakpoint
CREATE TABLE `outcomes` (
	`id` text PRIMARY KEY NOT NULL,
	`decision_id` text NOT NULL,
	`body` text NOT NULL,
	`created_at` integer NOT NULL,
	FOREIGN KEY (`decision_id`) REFERENCES `decisions`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `outcomes_by_decision` ON `outcomes` (`decision_id`,`created_at`,`id`);--> statement-breakpoint
CREATE TABLE `policy_versions` (
	`version` text PRIMARY KEY NOT NULL,
	`text` text NOT NULL,
	`created_at` integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE `reviews` (
	`id` text PRIMARY KEY NOT NULL,
	`decision_id` text NOT NULL,
	`queue` text NOT NULL,
	`kind` text NOT NULL,
	`status` text NOT NULL,
	`version` integer NOT NULL,
	`revision` integer NOT NULL,
	`verdicts` text NOT NULL,
	`info` text,
	`info_answers` text NOT NULL,
	`disposition` text,
	`opened_at` integer NOT NULL,
	`due_at` integer,
	`settle_at` integer,
	`settled_at` integer,
	`wake_at` integer,
	FOREIGN KEY (`decision_id`) REFERENCES `decisions`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `reviews_by_decision` ON `reviews` (`decision_id`,`opened_at`,`id`);--> statement-breakpoint
CREATE INDEX `reviews_open` ON `reviews` (`queue`,`due_at`,`id`) WHERE "reviews"."status" in ('open', 'waiting_info');--> statement-breakpoint
CREATE INDEX `reviews_waking` ON `reviews` (`wake_at`,`id`,`decision_id`) WHERE "reviews"."wake_at" is not null;--> statement-breakpoint
CREATE TABLE `revisions` (
	`decision_id` text NOT NULL,
	`revision` integer NOT NULL,
	`body` text NOT NULL,
	`route` text NOT NULL,
	`digest` text NOT NULL,
	`created_at` integer NOT NULL,
	PRIMARY KEY(`decision_id`, `revision`),
	FOREIGN KEY (`decision_id`) REFERENCES `decisions`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE TABLE `settings` (
	`name` text PRIMARY KEY NOT NULL,
	`value` text NOT NULL
);
--> statement-breakpoint
CREATE TABLE `surfaces` (
	`id` text PRIMARY KEY NOT NULL,
	`decision_id` text NOT NULL,
	`kind` text NOT NULL,
	`channel` text NOT NULL,
	`posted_channel` text,
	`ts` text,
	`wanted` integer NOT NULL,
	`posted` integer NOT NULL,
	`posted_digest` text,
	`status` text NOT NULL,
	`attempts` integer NOT NULL,
	`due_at` integer NOT NULL,
	`error` text,
	`created_at` integer NOT NULL,
	FOREIGN KEY (`decision_id`) REFERENCES `decisions`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `surfaces_by_decision` ON `surfaces` (`decision_id`,`created_at`,`id`);--> statement-breakpoint
CREATE INDEX `surfaces_due` ON `surfaces` (`due_at`) WHERE "surfaces"."status" in ('due', 'sending');--> statement-breakpoint
CREATE INDEX `surfaces_due_by_channel` ON `surfaces` (`channel`,`due_at`,`id`,`status`) WHERE "surfaces"."status" in ('due', 'sending');