CREATE TABLE `absences` (
	`person_id` text PRIMARY KEY NOT NULL,
	`since` integer NOT NULL,
	`until` integer,
	`note` text NOT NULL
);
--> statement-breakpoint
CREATE TABLE `delegations` (
	`id` text PRIMARY KEY NOT NULL,
	`from_id` text NOT NULL,
	`to_id` text NOT NULL,
	`starts_at` integer NOT NULL,
	`ends_at` integer,
	`note` text NOT NULL,
	`created_at` integer NOT NULL
);
--> statement-breakpoint
CREATE INDEX `delegations_to` ON `delegations` (`to_id`,`starts_at`);--> statement-breakpoint
CREATE INDEX `delegations_from` ON `delegations` (`from_id`,`starts_at`);--> statement-breakpoint
ALTER TABLE `reviews` ADD `quorum` text;--> statement-breakpoint
ALTER TABLE `reviews` ADD `endorsements` text DEFAULT '[]' NOT NULL;--> statement-breakpoint
ALTER TABLE `reviews` ADD `claim` text;--> statement-breakpoint
ALTER TABLE `reviews` ADD `assignee` text;--> statement-breakpoint
ALTER TABLE `reviews` ADD `snooze` text;--> statement-breakpoint
ALTER TABLE `reviews` ADD `paused_ms` integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE `surfaces` ADD `about` text;