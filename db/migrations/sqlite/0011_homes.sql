CREATE TABLE `answers` (
	`review_id` text NOT NULL,
	`person_id` text NOT NULL,
	`at` integer NOT NULL,
	`decision_id` text NOT NULL,
	`kind` text NOT NULL,
	`queue` text NOT NULL,
	`option` text NOT NULL,
	`waited_ms` integer NOT NULL,
	`corrected_at` integer,
	PRIMARY KEY(`review_id`, `person_id`, `at`),
	FOREIGN KEY (`decision_id`) REFERENCES `decisions`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `answers_of` ON `answers` (`person_id`,`at`);--> statement-breakpoint
CREATE INDEX `answers_in` ON `answers` (`queue`,`at`);--> statement-breakpoint
CREATE TABLE `homes` (
	`person_id` text PRIMARY KEY NOT NULL,
	`team_id` text,
	`until` integer NOT NULL,
	`filter` text NOT NULL,
	`page` integer NOT NULL,
	`mark` integer NOT NULL,
	`shown_seq` integer NOT NULL,
	`posted_digest` text,
	`attempts` integer NOT NULL,
	`due_at` integer NOT NULL
);
--> statement-breakpoint
CREATE INDEX `homes_kept` ON `homes` (`until`,`due_at`,`shown_seq`,`person_id`);--> statement-breakpoint
CREATE INDEX `reviews_oldest` ON `reviews` (`opened_at`,`id`) WHERE "reviews"."status" in ('open', 'waiting_info');