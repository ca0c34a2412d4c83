PRAGMA foreign_keys=OFF;--> statement-breakpoint
CREATE TABLE `__new_surfaces` (
	`id` text PRIMARY KEY NOT NULL,
	`decision_id` text,
	`review_id` text,
	`kind` text NOT NULL,
	`stop_id` text,
	`about` text,
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
INSERT INTO `__new_surfaces`("id", "decision_id", "review_id", "kind", "stop_id", "about", "channel", "posted_channel", "ts", "wanted", "posted", "posted_digest", "status", "attempts", "due_at", "error", "created_at") SELECT "id", "decision_id", "review_id", "kind", "stop_id", "about", "channel", "posted_channel", "ts", "wanted", "posted", "posted_digest", "status", "attempts", "due_at", "error", "created_at" FROM `surfaces`;--> statement-breakpoint
DROP TABLE `surfaces`;--> statement-breakpoint
ALTER TABLE `__new_surfaces` RENAME TO `surfaces`;--> statement-breakpoint
PRAGMA foreign_keys=ON;--> statement-breakpoint
CREATE INDEX `surfaces_by_decision` ON `surfaces` (`decision_id`,`created_at`,`id`);--> statement-breakpoint
CREATE INDEX `surfaces_of_stops` ON `surfaces` (`stop_id`) WHERE "surfaces"."stop_id" is not null;--> statement-breakpoint
CREATE INDEX `surfaces_due` ON `surfaces` (`due_at`) WHERE "surfaces"."status" in ('due', 'sending');--> statement-breakpoint
CREATE INDEX `surfaces_due_by_channel` ON `surfaces` (`channel`,`due_at`,`id`,`status`) WHERE "surfaces"."status" in ('due', 'sending');