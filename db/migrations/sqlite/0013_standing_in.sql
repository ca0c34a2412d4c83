CREATE TABLE `leaves` (
	`id` text PRIMARY KEY NOT NULL,
	`person_id` text NOT NULL,
	`since` integer NOT NULL,
	`until` integer,
	`note` text NOT NULL,
	`ended_at` integer
);
--> statement-breakpoint
CREATE INDEX `leaves_of` ON `leaves` (`person_id`,`since`);--> statement-breakpoint
ALTER TABLE `answers` ADD `for_id` text;--> statement-breakpoint
ALTER TABLE `answers` ADD `told_at` integer;--> statement-breakpoint
CREATE INDEX `answers_untold` ON `answers` (`for_id`,`at`) WHERE "answers"."for_id" is not null and "answers"."told_at" is null;--> statement-breakpoint
ALTER TABLE `delegations` ADD `set_by` text DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE `delegations` ADD `ended_at` integer;--> statement-breakpoint
ALTER TABLE `delegations` ADD `ended_by` text;