CREATE TABLE `misses` (
	`review_id` text PRIMARY KEY NOT NULL,
	`decision_id` text NOT NULL,
	`type` text NOT NULL,
	`level` text NOT NULL,
	`consequence` text NOT NULL,
	`band` text,
	`since` integer,
	`found` integer NOT NULL,
	`is_all` integer NOT NULL,
	`amounts` text NOT NULL,
	`decision_ids` text NOT NULL,
	`rechecked` text,
	`created_at` integer NOT NULL,
	FOREIGN KEY (`decision_id`) REFERENCES `decisions`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE TABLE `rechecks` (
	`miss_id` text NOT NULL,
	`decision_id` text NOT NULL,
	`place` integer NOT NULL,
	`review_id` text,
	`state` text NOT NULL,
	PRIMARY KEY(`miss_id`, `decision_id`),
	FOREIGN KEY (`decision_id`) REFERENCES `decisions`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `rechecks_in_order` ON `rechecks` (`miss_id`,`place`);--> statement-breakpoint
CREATE INDEX `rechecks_by_decision` ON `rechecks` (`decision_id`);--> statement-breakpoint
CREATE TABLE `stops` (
	`id` text PRIMARY KEY NOT NULL,
	`type` text NOT NULL,
	`by` text NOT NULL,
	`at` integer NOT NULL,
	`reason` text NOT NULL,
	`started_by` text,
	`started_at` integer,
	`start_reason` text
);
--> statement-breakpoint
CREATE UNIQUE INDEX `stops_in_force` ON `stops` (`type`) WHERE "stops"."started_at" is null;--> statement-breakpoint
CREATE INDEX `stops_by_age` ON `stops` (`at`,`id`) WHERE "stops"."started_at" is null;--> statement-breakpoint
ALTER TABLE `decisions` ADD `stratum` text;--> statement-breakpoint
ALTER TABLE `decisions` ADD `shadow` integer DEFAULT false NOT NULL;--> statement-breakpoint
CREATE INDEX `decisions_executed` ON `decisions` (`stratum`,`resolved_at`,`id`) WHERE "decisions"."stratum" is not null;--> statement-breakpoint
ALTER TABLE `reviews` ADD `because` text;--> statement-breakpoint
ALTER TABLE `reviews` ADD `right` integer;--> statement-breakpoint
ALTER TABLE `surfaces` ADD `review_id` text;