CREATE TABLE `people` (
	`email` text PRIMARY KEY NOT NULL,
	`person_id` text,
	`name` text,
	`status` text NOT NULL,
	`due_at` integer,
	`checked_at` integer
);
--> statement-breakpoint
CREATE INDEX `people_due` ON `people` (`due_at`,`email`) WHERE "people"."due_at" is not null;--> statement-breakpoint
ALTER TABLE `decisions` ADD `requested_by` text;--> statement-breakpoint
CREATE INDEX `decisions_pending_of` ON `decisions` (`requested_by`,`id`) WHERE "decisions"."status" = 'pending';