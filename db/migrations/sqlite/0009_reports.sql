CREATE TABLE `endings` (
	`id` text PRIMARY KEY NOT NULL,
	`decision_id` text NOT NULL,
	`kind` text NOT NULL,
	`ended_at` integer NOT NULL,
	`type` text NOT NULL,
	`queue` text NOT NULL,
	`level` text NOT NULL,
	`consequence` text NOT NULL,
	`band` text,
	`disposition` text,
	`overridden` integer,
	`reason_code` text,
	`right` integer,
	`sampled` integer NOT NULL,
	`met` integer,
	`escalated` integer NOT NULL,
	`waited_ms` integer,
	FOREIGN KEY (`decision_id`) REFERENCES `decisions`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `endings_by_time` ON `endings` (`ended_at`,`queue`,`kind`,`type`,`band`,`disposition`,`overridden`,`reason_code`,`right`,`sampled`,`met`,`escalated`);--> statement-breakpoint
CREATE INDEX `endings_by_wait` ON `endings` (`kind`,`ended_at`,`queue`,`waited_ms`);--> statement-breakpoint
CREATE TABLE `posts` (
	`id` text PRIMARY KEY NOT NULL,
	`kind` text NOT NULL,
	`about` text NOT NULL,
	`period` text NOT NULL,
	`channel` text NOT NULL,
	`body` text,
	`file` text,
	`status` text NOT NULL,
	`attempts` integer NOT NULL,
	`due_at` integer NOT NULL,
	`posted_channel` text,
	`ts` text,
	`error` text,
	`created_at` integer NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX `posts_once` ON `posts` (`kind`,`about`,`period`);--> statement-breakpoint
CREATE INDEX `posts_due` ON `posts` (`due_at`,`channel`) WHERE "posts"."status" in ('due', 'sending');--> statement-breakpoint
CREATE INDEX `posts_due_by_channel` ON `posts` (`channel`,`due_at`,`id`) WHERE "posts"."status" in ('due', 'sending');